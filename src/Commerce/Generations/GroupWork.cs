using Commerce.Batches;
using Commerce.Catalogue;
using Commerce.Providers;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Generations;

/// <summary>Advances the rows of a group side by side: what they need is read once for all, what they write goes together.</summary>
public sealed class GroupWork(StoreWork work, TimeProvider time)
{
    /// <param name="advance">Called for each row with what advances it as far as it goes without waiting.</param>
    public Task RunAsync(
        Guid storeId, IReadOnlyList<Generation> rows, Func<Generation, Func<CancellationToken, Task>, Task> advance, CancellationToken cancellationToken) =>
        work.RunAsync(storeId, async services =>
        {
            var book = await services.GetRequiredService<Orders>().ReadAsync(rows, cancellationToken);
            await services.GetRequiredService<ScheduledStart>().BeginAsync(book.Batches, cancellationToken);
            var steps = services.GetRequiredService<Steps>();
            var writer = new GroupWriter(moves => WriteAsync(storeId, moves), rows.Count, time);
            using var workspace = Workspace.Create();
            await Task.WhenAll(rows.Select(row => AdvanceAsync(storeId, row, book, workspace.Within($"{row.Id:N}"), steps, writer, advance)));
        });

    private async Task AdvanceAsync(
        Guid storeId, Generation row, OrderBook book, Workspace place, Steps steps, GroupWriter writer, Func<Generation, Func<CancellationToken, Task>, Task> advance)
    {
        using var workspace = place;
        var source = new SourceFile(stop => CopySourceAsync(storeId, book.SourceOf(row), workspace, stop));
        var gallery = book.GalleryOf(row).Select((image, at) => new SourceFile(stop => CopySourceAsync(storeId, image, workspace.Within($"picture-{at}"), stop))).ToList();
        var turn = new RowTurn(row, book.BatchOf(row), book.RecipeOf(row), book.ProductOf(row), book.OrderOf(row, source, gallery), workspace, writer.WriteAsync) { CutsElsewhere = book.CutsElsewhere };
        try
        {
            await advance(row, async token =>
            {
                while (await steps.AdvanceAsync(turn, token))
                {
                }
            });
        }
        finally
        {
            writer.Leave();
        }
    }

    // Said by name, for it happens inside a provider's call and must not be taken for the provider's fault.
    private async Task<string> CopySourceAsync(Guid storeId, SourceImage source, Workspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            return await work.RunAsync(storeId, services => services.GetRequiredService<SourcePictures>().CopyAsync(source, workspace, cancellationToken));
        }
        catch (HttpRequestException error)
        {
            throw new ProviderException(
                ProviderCircuits.SourceCode, "The shop did not hand out the product's picture. Check that it opens in the shop, then try again.", retryable: true, error);
        }
    }

    // Not broken off by a worker that stops: what was done is written, or is done once more.
    private Task<HashSet<Guid>> WriteAsync(Guid storeId, IReadOnlyList<RowMove> moves) => work.RunAsync(storeId, async services =>
    {
        var moved = await services.GetRequiredService<Transitions>().WriteAsync(moves, CancellationToken.None);
        await services.GetRequiredService<Places>().FollowAsync([.. moves.Where(move => moved.Contains(move.Row.Id))], CancellationToken.None);
        return moved;
    });
}
