using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;

namespace Commerce.Shopify.Publishing;

/// <summary>
/// Files of a shop: made from an upload, looked up, attached to products, detached, described. Throws <see cref="ShopifyException"/>.
/// It can neither delete a file nor replace its bytes: both destroy what a merchant cannot get back.
/// </summary>
public sealed class Files(AdminClient admin)
{
    /// <summary>Most characters Shopify takes as alternative text.</summary>
    public const int LongestAlt = 512;

    /// <summary>Most ids per status call.</summary>
    public const int MostIds = 250;

    private static readonly AdminDocument Create = AdminDocument.SingleChange("FileCreate");
    private static readonly AdminDocument Update = AdminDocument.RepeatableChange("FileUpdate");
    private static readonly AdminDocument Status = AdminDocument.Query("FileStatus");
    private static readonly AdminDocument ByName = AdminDocument.Query("FileByName");
    private static readonly AdminDocument Videos = AdminDocument.Query("VideoFiles");

    /// <summary>
    /// Makes a file from an upload. Never repeated inside after an unknown outcome
    /// (<see cref="ShopifyException.OutcomeUnknown"/>): then look with <see cref="FindByNameAsync"/> first. A picture's name
    /// already taken is refused with <c>FILENAME_ALREADY_EXISTS</c>, so a repeat can never make a second copy of it.
    /// </summary>
    /// <param name="access">The shop and its token; needs <c>write_files</c>.</param>
    /// <param name="resourceUrl">From <see cref="StagedUploads.CreateAsync"/>, after the upload.</param>
    /// <param name="alt">Alternative text, at most 512 characters.</param>
    /// <param name="filename">Unique in the shop, with the upload's extension; the key to finding it again.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<ShopFile> CreateAsync(ShopAccess access, string resourceUrl, string alt, string filename, FileKind kind, CancellationToken ct)
    {
        Filename.Demand(filename);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alt.Length, LongestAlt, nameof(alt));
        var file = new Dictionary<string, string> { ["originalSource"] = resourceUrl, ["alt"] = alt, ["filename"] = filename, ["contentType"] = Wire.Write(kind) };
        // Duplicate handling exists for pictures and plain files only.
        if (kind == FileKind.Image) file["duplicateResolutionMode"] = "RAISE_ERROR";
        var answer = await admin.SendAsync<CreateData>(access, Create, new { files = new[] { file } }, ct);
        return Single(answer.Data.FileCreate?.Files, answer.RequestId, outcomeUnknown: true);
    }

    /// <summary>Reads files by id, in no particular order; ids the shop does not know (any more) are left out.</summary>
    public async Task<IReadOnlyList<ShopFile>> ReadStatusAsync(ShopAccess access, IReadOnlyCollection<string> fileIds, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fileIds.Count, MostIds, nameof(fileIds));
        if (fileIds.Count == 0) return [];
        var nodes = (await admin.SendAsync<StatusData>(access, Status, new { ids = fileIds }, ct)).Data.Nodes;
        return [.. nodes.Select(node => node?.ToFile()).OfType<ShopFile>()];
    }

    /// <summary>The file of this name, or null: tells after a lost answer whether <see cref="CreateAsync"/> had worked.</summary>
    public async Task<ShopFile?> FindByNameAsync(ShopAccess access, string filename, CancellationToken ct)
    {
        Filename.Demand(filename);
        var found = (await admin.SendAsync<ByNameData>(access, ByName, new { filter = $"filename:'{filename}'" }, ct)).Data.Files.Nodes;
        return found.Where(node => node.IsNamed(filename)).Select(node => node.ToFile()).FirstOrDefault();
    }

    /// <summary>
    /// How many videos and 3D models the shop holds, which its plan limits. Needs <c>read_files</c>; one call of about 250 points
    /// for each 250 of them, for Shopify has no count of files.
    /// </summary>
    public async Task<int> CountVideosAsync(ShopAccess access, CancellationToken ct)
    {
        var (count, after) = (0, (string?)null);
        do
        {
            var page = (await admin.SendAsync<VideosData>(access, Videos, new { after }, ct)).Data.Files;
            (count, after) = (count + page.Nodes.Count, page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null);
        }
        while (after is not null);
        return count;
    }

    /// <summary>Adds the file to the end of a product's gallery. Needs <c>write_products</c> and a ready file; doing it twice is doing it once.</summary>
    public Task<ShopFile> AttachAsync(ShopAccess access, string fileId, string productId, CancellationToken ct) =>
        UpdateAsync(access, new { id = fileId, referencesToAdd = new[] { productId } }, ct);

    /// <summary>Takes the file out of a product's gallery, and off its variants; the file itself stays in the shop.</summary>
    public Task<ShopFile> DetachAsync(ShopAccess access, string fileId, string productId, CancellationToken ct) =>
        UpdateAsync(access, new { id = fileId, referencesToRemove = new[] { productId } }, ct);

    /// <summary>Sets the alternative text, wherever the file is shown: a file shared by products changes in all of them.</summary>
    public Task<ShopFile> SetAltAsync(ShopAccess access, string fileId, string alt, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alt.Length, LongestAlt, nameof(alt));
        return UpdateAsync(access, new { id = fileId, alt }, ct);
    }

    private async Task<ShopFile> UpdateAsync(ShopAccess access, object file, CancellationToken ct)
    {
        var answer = await admin.SendAsync<UpdateData>(access, Update, new { files = new[] { file } }, ct);
        return Single(answer.Data.FileUpdate?.Files, answer.RequestId, outcomeUnknown: false);
    }

    private static ShopFile Single(IReadOnlyList<FileNode>? files, string? requestId, bool outcomeUnknown) =>
        files is [var only] && only.ToFile() is { } file
            ? file
            : throw new ShopifyException(ShopifyErrorKind.Malformed, "Shopify did not name the file it changed.") { RequestId = requestId, OutcomeUnknown = outcomeUnknown };

    private sealed record CreateData(FilesPayload? FileCreate);

    private sealed record UpdateData(FilesPayload? FileUpdate);

    private sealed record FilesPayload(IReadOnlyList<FileNode>? Files);

    private sealed record StatusData(IReadOnlyList<FileNode?> Nodes);

    private sealed record ByNameData(FileList Files);

    private sealed record VideosData(Connection<VideoFile> Files);

    private sealed record VideoFile(string Id);

    private sealed record FileList(IReadOnlyList<FileNode> Nodes);
}
