using System.Data.Common;
using Commerce.Batches;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Media;
using Commerce.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Commerce.Generations;

/// <summary>
/// Advances a claimed row by one step. What is written before each outside effect is enough for any other worker to go
/// on from there, so the process may die between any two lines.
/// </summary>
public sealed partial class Steps(
    CommerceContext context, ProviderCatalogue providers, Orders orders, Delivery delivery, Transitions transitions, Ledger ledger,
    Retries retries, TimeProvider time, ILogger<Steps> logger)
{
    /// <returns>True when the row can be advanced again at once; false when it has ended or must wait.</returns>
    public async Task<bool> AdvanceAsync(Generation generation, CancellationToken cancellationToken)
    {
        var batch = await context.Batches.AsNoTracking().SingleAsync(row => row.Id == generation.BatchId, cancellationToken);
        if (batch.State == BatchState.Cancelling && generation.State != GenerationState.Checking)
        {
            return await EndAsync(generation, batch, GenerationState.Cancelled, "cancelled", "Cancelled on request.", cancellationToken);
        }

        try
        {
            return generation.State switch
            {
                GenerationState.Queued => await SubmitAsync(generation, batch, cancellationToken),
                GenerationState.Submitting or GenerationState.Uncertain => await ResubmitAsync(generation, cancellationToken),
                GenerationState.Waiting => await PollAsync(generation, batch, cancellationToken),
                GenerationState.Fetching => await FetchAsync(generation, cancellationToken),
                GenerationState.Checking => await CheckAsync(generation, batch, cancellationToken),
                _ => false,
            };
        }
        catch (ProviderException error)
        {
            return await FailOrRetryAsync(generation, batch, error.Code, error.Message, error.Retryable, cancellationToken);
        }
        catch (MediaException error)
        {
            return await FailOrRetryAsync(generation, batch, error.Code, error.Message, retryable: false, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException)
        {
            Log.Faltered(logger, error, generation.Id);
            return await FailOrRetryAsync(
                generation, batch, "connection", "A connection broke on the way. Nothing is wrong with your product.", retryable: true, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or LostLeaseException or DbException or DbUpdateException))
        {
            // A fault of ours must not go round for ever: it uses up the row's attempts and then gives the credits back.
            Log.Faltered(logger, error, generation.Id);
            return await FailOrRetryAsync(
                generation, batch, "internal", "Something went wrong on our side. Your credits for this one come back.", retryable: true, cancellationToken);
        }
    }

    private async Task<bool> SubmitAsync(Generation generation, Batch batch, CancellationToken cancellationToken)
    {
        // The batch's products were fixed when it started; one that has left the shop since is not made for, and costs nothing.
        if (await context.Products.AnyAsync(product => product.Id == generation.ProductId && product.RemovedAt != null, cancellationToken))
        {
            return await EndAsync(
                generation, batch, GenerationState.Failed, "product-removed", "The product was removed from the shop before its turn came. Your credits for it come back.", cancellationToken);
        }

        // Checkpoint 1. The attempt is on record before the provider hears of it: a worker that dies inside the call leaves
        // a row in `submitting`, never a paid task that nobody knows of.
        var (attempt, now) = (generation.Attempt + 1, time.GetUtcNow());
        await transitions.MoveAsync(
            generation, GenerationState.Submitting, $"Attempt {attempt}",
            set => set.SetProperty(row => row.Attempt, attempt).SetProperty(row => row.StartedAt, row => row.StartedAt ?? now), null, cancellationToken);
        generation.Attempt = attempt;
        return await ResubmitAsync(generation, cancellationToken);
    }

    // Checkpoint 2. The order's key names this row and attempt, and providers answer the same key with the same task:
    // asking again after a crash or a lost answer adopts the running task and buys nothing twice.
    private async Task<bool> ResubmitAsync(Generation generation, CancellationToken cancellationToken)
    {
        using var workspace = Workspace.Create();
        var order = await orders.BuildAsync(generation, workspace, cancellationToken);
        var taskId = await providers.Of(generation).SubmitAsync(order, cancellationToken);

        // Checkpoint 3. The task's id is stored before anything waits for it.
        await transitions.MoveAsync(
            generation, GenerationState.Waiting, "Accepted by the provider", set => set.SetProperty(row => row.TaskId, taskId), null, cancellationToken);
        generation.TaskId = taskId;
        return true;
    }

    private async Task<bool> PollAsync(Generation generation, Batch batch, CancellationToken cancellationToken)
    {
        using var workspace = Workspace.Create();
        var order = await orders.BuildAsync(generation, workspace, cancellationToken);
        var answer = await providers.Of(generation).PollAsync(generation.TaskId!, order, cancellationToken);
        switch (answer)
        {
            case TaskProgress.Failed failed:
                return await FailOrRetryAsync(generation, batch, failed.Code, failed.Message, failed.Retryable, cancellationToken);
            case TaskProgress.Running running:
                // Nobody waits in a thread for a provider: the row gives up its lease and comes due again.
                await DeferAsync(generation, running.RetryAfter, cancellationToken);
                return false;
            default:
                await transitions.MoveAsync(generation, GenerationState.Fetching, "Ready at the provider", _ => { }, null, cancellationToken);
                return true;
        }
    }

    private async Task<bool> FetchAsync(Generation generation, CancellationToken cancellationToken)
    {
        // Checkpoint 4. The output is copied to a key made from this row's id, so fetching again after a crash overwrites
        // the same object with the same bytes.
        using var workspace = Workspace.Create();
        var order = await orders.BuildAsync(generation, workspace, cancellationToken);
        var output = await providers.Of(generation).FetchAsync(generation.TaskId!, order, workspace.Folder, cancellationToken);
        var result = await delivery.StoreAsync(generation, output, workspace, cancellationToken);
        await transitions.MoveAsync(
            generation, GenerationState.Checking, "Copied to our store",
            set => set.SetProperty(row => row.OutputKey, result.ObjectKey).SetProperty(row => row.Output, result), null, cancellationToken);
        (generation.OutputKey, generation.Output) = (result.ObjectKey, result);
        return true;
    }

    private async Task<bool> CheckAsync(Generation generation, Batch batch, CancellationToken cancellationToken)
    {
        await delivery.VerifyAsync(generation, cancellationToken);

        // Checkpoint 5. Asset, charge and `done` are one transaction: delivered and paid for, or neither.
        var now = time.GetUtcNow();
        await transitions.MoveAsync(
            generation, GenerationState.Done, "Delivered", set => set
                .SetProperty(row => row.DueAt, (DateTimeOffset?)null)
                .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.EndedAt, now),
            async () =>
            {
                await delivery.AddAssetAsync(generation, batch, cancellationToken);
                await ledger.CaptureAsync(batch.HoldId, batch.Id, generation.Id, generation.Credits, cancellationToken);
            },
            cancellationToken);
        GenerationTelemetry.Count(generation, "done");
        return false;
    }

    private async Task<bool> FailOrRetryAsync(
        Generation generation, Batch batch, string code, string message, bool retryable, CancellationToken cancellationToken)
    {
        if (!retryable || generation.Attempt >= retries.Attempts)
        {
            return await EndAsync(generation, batch, GenerationState.Failed, code, message, cancellationToken);
        }

        // The hold stays with the row: trying again costs nothing more.
        var due = time.GetUtcNow() + retries.DelayAfter(generation.Attempt, generation.Seed);
        await transitions.MoveAsync(
            generation, GenerationState.Queued, message, set => set
                .SetProperty(row => row.DueAt, due)
                .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.TaskId, (string?)null)
                .SetProperty(row => row.ErrorCode, code)
                .SetProperty(row => row.ErrorMessage, message),
            null, cancellationToken);
        return false;
    }

    private async Task<bool> EndAsync(
        Generation generation, Batch batch, GenerationState state, string code, string message, CancellationToken cancellationToken)
    {
        // Checkpoint 6. The row ends and its credits come back in one transaction.
        var now = time.GetUtcNow();
        await transitions.MoveAsync(
            generation, state, message, set => set
                .SetProperty(row => row.DueAt, (DateTimeOffset?)null)
                .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.ErrorCode, code)
                .SetProperty(row => row.ErrorMessage, message)
                .SetProperty(row => row.EndedAt, now),
            () => ledger.ReleaseAsync(batch.HoldId, batch.Id, generation.Id, generation.Credits, message, cancellationToken), cancellationToken);
        GenerationTelemetry.Count(generation, EnumText.Of(state));
        return false;
    }

    private async Task DeferAsync(Generation generation, TimeSpan delay, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + delay;
        await context.Generations.Where(row => row.Id == generation.Id && row.LeaseOwner == generation.LeaseOwner).ExecuteUpdateAsync(
            row => row.SetProperty(waiting => waiting.DueAt, due).SetProperty(waiting => waiting.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Generation {GenerationId} faltered")]
        public static partial void Faltered(ILogger logger, Exception error, Guid generationId);
    }
}
