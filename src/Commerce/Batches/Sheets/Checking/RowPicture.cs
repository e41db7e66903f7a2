namespace Commerce.Batches.Sheets.Checking;

/// <summary>A base picture that only a sheet knows.</summary>
/// <param name="Identity">Names the picture's content: its address, or the hash of its bytes.</param>
/// <param name="Url">Where it is fetched from when its turn comes; empty when its bytes are ours.</param>
internal sealed record RowPicture(string Identity, string Url, string? ObjectKey = null, string? Sha256 = null, int? Width = null, int? Height = null);
