using Commerce.Batches;
using Commerce.Media;
using Commerce.Providers;
using Commerce.Routing;
using Microsoft.Extensions.Logging;

namespace Commerce.Generations;

/// <summary>
/// The life of one claimed row, from its order to its asset. What is written before each outside effect is enough for any
/// other worker to go on from there, so the process may die between any two lines. Checkpoint 1, the attempt, is written
/// with the claim.
/// </summary>
public sealed partial class Steps(
    Routes routes, Submission submission, Delays delays, OrderStops stops, OutputIntake intake, Delivery delivery, Endings endings, ProviderCalls calls, StepLimits limits, TimeProvider time, ILogger<Steps> logger)
{
    /// <returns>True when the row can be advanced again at once; false when it has ended or must wait.</returns>
    public async Task<bool> AdvanceAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        if (turn.Batch.State == BatchState.Cancelling && turn.Row.State != GenerationState.Checking && turn.State == turn.Row.State)
        {
            await endings.EndAsync(turn, GenerationState.Cancelled, "cancelled", "Cancelled on request.");
            await stops.StopAsync(turn.Row, cancellationToken);
            return false;
        }

        try
        {
            return turn.State switch
            {
                GenerationState.Submitting or GenerationState.Uncertain => await submission.SendAsync(turn, await ProviderAsync(turn, cancellationToken), cancellationToken),
                GenerationState.Waiting => await PollAsync(turn, cancellationToken),
                GenerationState.Fetching => await FetchAsync(turn, cancellationToken),
                GenerationState.Checking => await CheckAsync(turn, cancellationToken),
                _ => await PassOverAsync(turn),
            };
        }
        catch (ProviderRestsException rest)
        {
            return await delays.RestAsync(turn, rest);
        }
        catch (ProviderException error)
        {
            return await endings.AgainAsync(turn, error.Code, error.Message, error.Retryable, error.RetryAfter);
        }
        catch (MediaException error)
        {
            return await endings.AgainAsync(turn, error.Code, error.Message, retryable: false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            Log.Faltered(logger, error, turn.Row.Id);
            return await endings.AgainAsync(turn, "connection", "A connection broke on the way. Nothing is wrong with your product.", retryable: true);
        }
        catch (TimeoutException error)
        {
            Log.Faltered(logger, error, turn.Row.Id);
            return await endings.AgainAsync(turn, "timeout", "The provider did not answer in time. Nothing is wrong with your product.", retryable: true);
        }
        catch (Exception error) when (Faults.IsOurs(error))
        {
            // A fault of ours must not go round for ever: it uses up the row's attempts and then gives the credits back.
            Log.Faltered(logger, error, turn.Row.Id);
            return await endings.AgainAsync(turn, "internal", "Something went wrong on our side. Your credits for this one come back.", retryable: true);
        }
    }

    // Claimed and yet queued: nothing is to be asked of a provider.
    private Task<bool> PassOverAsync(RowTurn turn)
    {
        if (!turn.Batch.Active)
        {
            // No batch ends with such a row; should one come to be, by hand or by a fault, it must not go round for ever.
            return endings.EndAsync(turn, GenerationState.Cancelled, "batch-ended", "Its batch had already ended. Your credits for this one come back.");
        }

        return turn.Product.Removed
            // The batch's products were fixed when it started; one that has left the shop since is not made for, and costs nothing.
            ? endings.EndAsync(
                turn, GenerationState.Failed, "product-removed", "The product was removed from the shop before its turn came. Your credits for it come back.")
            // The batch was paused while the row was being claimed.
            : Endings.RestAsync(turn);
    }

    private async Task<bool> PollAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        var provider = await ProviderAsync(turn, cancellationToken);
        TaskProgress answer;
        try
        {
            answer = await calls.AskAsync(provider, limits.Poll, stop => provider.PollAsync(turn.Row.TaskId!, turn.Order, stop), cancellationToken);
        }
        catch (Exception error) when (Faults.IsLostAnswer(error) || error is ProviderException { Retryable: true })
        {
            // The task is bought and may be well: it is asked for again, not bought again.
            return await delays.AskLaterAsync(turn, provider, "The provider could not be asked how it goes.", (error as ProviderException)?.RetryAfter);
        }

        switch (answer)
        {
            case TaskProgress.Failed failed:
                return await endings.AgainAsync(turn, failed.Code, failed.Message, failed.Retryable, failed.RetryAfter);
            case TaskProgress.Running when Delays.Patience(turn, provider) is { } patience && time.GetUtcNow() >= patience:
                return await delays.GiveUpAsync(turn, provider, "timeout", "The provider did not finish in the time it is waited for. Your credits for this one come back.");
            case TaskProgress.Running running:
                // Nobody waits in a thread for a provider: the row gives up its lease and comes due again.
                await turn.Write(new RowMove(turn.Row, GenerationState.Waiting, turn.Row.State == GenerationState.Waiting ? "" : "Accepted by the provider")
                {
                    DueAt = time.GetUtcNow() + running.RetryAfter, GivesBack = true,
                });
                return false;
            default:
                turn.State = GenerationState.Fetching;
                return true;
        }
    }

    // Checkpoint 4. The output is copied to a key made from this row's id, so fetching again after a crash overwrites the
    // same object with the same bytes.
    private async Task<bool> FetchAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        var provider = await ProviderAsync(turn, cancellationToken);
        GenerationOutput output;
        try
        {
            output = await calls.AskAsync(provider, limits.Fetch, stop => provider.FetchAsync(turn.Row.TaskId!, turn.Order, turn.Workspace.Place, stop), cancellationToken);
        }
        catch (Exception error) when (!provider.Repeatable && Faults.IsLostAnswer(error))
        {
            // The result is paid for and lies there: it is fetched again, not made again.
            return await delays.AskLaterAsync(turn, provider, "The result could not be fetched from the provider.");
        }
        catch (Exception error) when (!provider.Repeatable && Faults.IsOurs(error))
        {
            Log.Faltered(logger, error, turn.Row.Id);
            return await delays.BringHomeAsync(turn, provider, GenerationState.Waiting, "The result is there, but this machine could not finish it. It is finished later and not made again.");
        }

        try
        {
            turn.Row.Output = await delivery.StoreAsync(turn, output, cancellationToken);
        }
        catch (Exception error) when (!provider.Repeatable && (Faults.IsLostAnswer(error) || Faults.IsOurs(error)))
        {
            Log.Faltered(logger, error, turn.Row.Id);
            return await delays.BringHomeAsync(turn, provider, GenerationState.Waiting, "The result is there, but it could not be put into our store. It is fetched again and not made again.");
        }

        turn.State = GenerationState.Checking;
        if (!provider.Repeatable)
        {
            // The output is ours from here on, whatever becomes of it at the provider.
            await turn.Write(new RowMove(turn.Row, GenerationState.Checking, "Copied to our store"));
        }

        return true;
    }

    private async Task<bool> CheckAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await delivery.VerifyAsync(turn.Row, cancellationToken);
        }
        catch (Exception error) when (turn.Row.Given && (Faults.IsLostAnswer(error) || Faults.IsOurs(error)))
        {
            Log.Faltered(logger, error, turn.Row.Id);
            return await delays.BringHomeAsync(turn, null, GenerationState.Checking, "The result could not be read back from our store. It is read again and not made again.");
        }
        catch (ProviderException error) when (turn.Row.Given && error.Code == Delivery.DiffersCode)
        {
            Log.Faltered(logger, error, turn.Row.Id);
            return await delays.BringHomeAsync(turn, null, GenerationState.Waiting, "The stored file differs from what the provider made. It is fetched again and not made again.");
        }

        // Checkpoint 5. Asset, charge and `done` are one transaction: delivered and paid for, or neither.
        await endings.DeliverAsync(turn);
        await TidyAsync(turn, cancellationToken);
        return false;
    }

    // What cannot be removed now is found at night.
    private async Task TidyAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            await intake.DropAsync(turn.Row, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.Faltered(logger, error, turn.Row.Id);
        }
    }

    // Found out once a turn: for a vendor it takes the store's key and the order in the vendor's terms.
    private async ValueTask<IGenerationProvider> ProviderAsync(RowTurn turn, CancellationToken cancellationToken) => turn.Provider ??= await routes.OfAsync(turn, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Generation {GenerationId} faltered")]
        public static partial void Faltered(ILogger logger, Exception error, Guid generationId);
    }
}
