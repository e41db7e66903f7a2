using Commerce.Generations;
using Commerce.Web.Face;
using Commerce.Web.Pages.Batches;

namespace Commerce.Web.Live;

/// <summary>Tells a page of rows what moved in them: only the parts that change, so that a history somebody opened stays open.</summary>
internal sealed class RowEvents(EventStream stream, Fragments fragments, HttpContext http)
{
    private readonly Dictionary<Guid, (GenerationState State, int Attempt, int Events)> sent = [];

    /// <returns>Whether anything was sent.</returns>
    public async Task<bool> SendAsync(IReadOnlyList<RowLine> rows, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var row in rows)
        {
            var mark = (row.Row.State, row.Row.Attempt, row.Events.Count);
            if (sent.TryGetValue(row.Row.Id, out var known) && known == mark)
            {
                continue;
            }

            sent[row.Row.Id] = mark;
            any = true;
            foreach (var part in (string[])["State", "History", "Credits"])
            {
                var html = await fragments.DrawAsync(http, $"/Pages/Batches/_Row{part}.cshtml", row);
                await stream.SendAsync($"row-{part.ToLowerInvariant()}-{row.Row.Id}", html, cancellationToken);
            }
        }

        return any;
    }
}
