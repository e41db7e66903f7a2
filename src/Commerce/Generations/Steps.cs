using System.Data.Common;
using Commerce.Batches;
using Commerce.Jobs;
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
public sealed partial class Steps(Routes routes, OrderStops stops, OutputIntake intake, Delivery delivery, Endings endings, ProviderCalls calls, StepLimits limits, TimeProvider time, ILogger<Steps> logger)
{
    // What a vendor has just taken need not be found by its key at once.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    // How long after its order a result that is paid for is brought home when something of ours stands in the way.
    private static readonly TimeSpan Homecoming = TimeSpan.FromHours(6);

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
                GenerationState.Submitting or GenerationState.Uncertain => await SubmitAsync(turn, cancellationToken),
                GenerationState.Waiting => await PollAsync(turn, cancellationToken),
                GenerationState.Fetching => await FetchAsync(turn, cancellationToken),
                GenerationState.Checking => await CheckAsync(turn, cancellationToken),
                _ => await PassOverAsync(turn),
            };
        }
        catch (ProviderRestsException rest)
        {
            return await RestAsync(turn, rest);
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
        catch (Exception error) when (error is not (OperationCanceledException or LostLeaseException or DbException or InvalidOperationException { InnerException: DbException }))
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

    // Checkpoint 2. The order's key names this row and attempt. A provider that answers the same key with the same task is
    // simply asked again after a crash or a lost answer: that adopts the running task and buys nothing twice. One that does
    // not is never sent an order of which it is written down that it may have been sent.
    private async Task<bool> SubmitAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        var provider = await ProviderAsync(turn, cancellationToken);
        if (turn.Row.Given)
        {
            return await LookForAsync(turn, provider, cancellationToken);
        }

        try
        {
            turn.Row.TaskId = await calls.AskAsync(provider, limits.Submit, stop => provider.SubmitAsync(turn.Order, stop), cancellationToken);
        }
        catch (Exception error) when (turn.Row.Given && IsLostAnswer(error))
        {
            return await LookForAsync(turn, provider, cancellationToken);
        }
        catch (Exception error) when (IsLostAnswer(error))
        {
            // Not a new attempt, which would have a new key: whether the provider took this order is not known.
            return await endings.DoubtAsync(turn, GenerationState.Uncertain, "The provider's answer was lost. The same order is asked for again.");
        }

        return await AcceptAsync(turn, provider, "Accepted by the provider");
    }

    // Checkpoint 3. The task's id is stored before anything waits for it, and a vendor is not asked at once what it just took.
    private async Task<bool> AcceptAsync(RowTurn turn, IGenerationProvider provider, string words)
    {
        turn.State = GenerationState.Waiting;
        if (provider.Repeatable)
        {
            return true;
        }

        var accepted = new RowMove(turn.Row, GenerationState.Waiting, words);
        var soonest = provider.Floor;
        await turn.Write(soonest == TimeSpan.Zero ? accepted : accepted with { DueAt = time.GetUtcNow() + soonest, GivesBack = true });
        return soonest == TimeSpan.Zero;
    }

    // The vendor may have taken this order and may not. It is looked for until the vendor is waited for no longer; then it is
    // given up, and costs the store nothing, rather than bought a second time.
    private async Task<bool> LookForAsync(RowTurn turn, IGenerationProvider provider, CancellationToken cancellationToken)
    {
        string? found;
        try
        {
            found = await calls.AskAsync(provider, limits.Poll, stop => provider.FindAsync(turn.Order, stop), cancellationToken);
        }
        catch (Exception error) when (IsLostAnswer(error) || error is ProviderException or ProviderRestsException)
        {
            return await LookAgainAsync(turn, provider);
        }

        if (found is not null)
        {
            turn.Row.TaskId = found;
            return await AcceptAsync(turn, provider, "Found again at the provider");
        }

        return provider.Finds && time.GetUtcNow() >= turn.Row.Route!.At + Settling
            ? await SendAgainAsync(turn, provider, cancellationToken)
            : await LookAgainAsync(turn, provider);
    }

    // The vendor finds orders by their keys and does not find this one. It goes out again under the same key, which the vendor
    // takes once only: should the first be found late after all, this one is not taken.
    private async Task<bool> SendAgainAsync(RowTurn turn, IGenerationProvider provider, CancellationToken cancellationToken)
    {
        try
        {
            turn.Row.TaskId = await calls.AskAsync(provider, limits.Submit, stop => provider.SubmitAsync(turn.Order, stop), cancellationToken);
        }
        catch (Exception error) when (IsLostAnswer(error) || error is ProviderException { Retryable: true })
        {
            return await LookAgainAsync(turn, provider);
        }

        return await AcceptAsync(turn, provider, "The order never reached the provider, so it went out again");
    }

    private async Task<bool> LookAgainAsync(RowTurn turn, IGenerationProvider provider)
    {
        var until = Patience(turn, provider)!.Value;
        return time.GetUtcNow() < until
            ? await endings.WaitAsync(turn, GenerationState.Uncertain, "The provider's answer was lost, so it is not known whether it took the order. It is waited for and not ordered again.", until)
            : await GiveUpAsync(turn, provider, "answer-lost", "The provider never said what became of this one. Your credits for it come back.");
    }

    // Until when an order is waited for; null where lost answers are counted instead.
    private static DateTimeOffset? Patience(RowTurn turn, IGenerationProvider provider) => turn.Row.Route?.At + provider.Patience;

    private async Task<bool> PollAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        var provider = await ProviderAsync(turn, cancellationToken);
        TaskProgress answer;
        try
        {
            answer = await calls.AskAsync(provider, limits.Poll, stop => provider.PollAsync(turn.Row.TaskId!, turn.Order, stop), cancellationToken);
        }
        catch (Exception error) when (IsLostAnswer(error) || error is ProviderException { Retryable: true })
        {
            // The task is bought and may be well: it is asked for again, not bought again.
            return await AskLaterAsync(turn, provider, "The provider could not be asked how it goes.", (error as ProviderException)?.RetryAfter);
        }

        switch (answer)
        {
            case TaskProgress.Failed failed:
                return await endings.AgainAsync(turn, failed.Code, failed.Message, failed.Retryable, failed.RetryAfter);
            case TaskProgress.Running when Patience(turn, provider) is { } patience && time.GetUtcNow() >= patience:
                return await GiveUpAsync(turn, provider, "timeout", "The provider did not finish in the time it is waited for. Your credits for this one come back.");
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
        catch (Exception error) when (!provider.Repeatable && IsLostAnswer(error))
        {
            // The result is paid for and lies there: it is fetched again, not made again.
            return await AskLaterAsync(turn, provider, "The result could not be fetched from the provider.");
        }
        catch (Exception error) when (!provider.Repeatable && IsOurFault(error))
        {
            return await BringHomeAsync(turn, provider, GenerationState.Waiting, error, "The result is there, but this machine could not finish it. It is finished later and not made again.");
        }

        try
        {
            turn.Row.Output = await delivery.StoreAsync(turn, output, cancellationToken);
        }
        catch (Exception error) when (!provider.Repeatable && (IsLostAnswer(error) || IsOurFault(error)))
        {
            return await BringHomeAsync(turn, provider, GenerationState.Waiting, error, "The result is there, but it could not be put into our store. It is fetched again and not made again.");
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
        catch (Exception error) when (turn.Row.Given && (IsLostAnswer(error) || IsOurFault(error)))
        {
            return await BringHomeAsync(turn, await ProviderAsync(turn, cancellationToken), GenerationState.Checking, error, "The result could not be read back from our store. It is read again and not made again.");
        }
        catch (ProviderException error) when (turn.Row.Given && error.Code == Delivery.DiffersCode)
        {
            return await BringHomeAsync(turn, await ProviderAsync(turn, cancellationToken), GenerationState.Waiting, error, "The stored file differs from what the provider made. It is fetched again and not made again.");
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

    // A provider with patience is waited for as long as it has it, however often it does not answer; another's lost answers are counted.
    private Task<bool> AskLaterAsync(RowTurn turn, IGenerationProvider provider, string words, TimeSpan? after = null)
    {
        if (Patience(turn, provider) is { } patience && time.GetUtcNow() < patience)
        {
            return endings.WaitAsync(turn, GenerationState.Waiting, words, patience, after > provider.Floor ? after : provider.Floor);
        }

        return provider.Dispensable
            ? GiveUpAsync(turn, provider, "answer-lost", words)
            : endings.DoubtAsync(turn, GenerationState.Waiting, words, after);
    }

    // What is paid for is not bought again because something of ours fails: it is tried again for hours, and then the credits come back.
    private async Task<bool> BringHomeAsync(RowTurn turn, IGenerationProvider provider, GenerationState state, Exception error, string words)
    {
        Log.Faltered(logger, error, turn.Row.Id);
        if (!turn.Row.Given)
        {
            return await AskLaterAsync(turn, provider, words);
        }

        // The longer it lasts, the rarer it is tried.
        var (began, now) = (turn.Row.Route!.At, time.GetUtcNow());
        var pause = (now - began) / 8;
        return now < began + Homecoming
            ? await endings.WaitAsync(turn, state, words, began + Homecoming, pause > provider.Floor ? pause : provider.Floor)
            : await endings.EndAsync(turn, GenerationState.Failed, "internal", "The result was made, but we could not take it in. Your credits for this one come back.");
    }

    // A rest is kept however long it is, but not by a row that can do without.
    private Task<bool> RestAsync(RowTurn turn, ProviderRestsException rest)
    {
        if (turn is not { Provider: { Dispensable: true } provider, Row.Given: true } || Patience(turn, provider) is not { } patience || rest.Until <= patience)
        {
            return Endings.HoldBackAsync(turn, rest.Until, rest.Message);
        }

        return time.GetUtcNow() < patience
            ? Endings.HoldBackAsync(turn, patience, rest.Message)
            : GiveUpAsync(turn, provider, "answer-lost", rest.Message);
    }

    private Task<bool> GiveUpAsync(RowTurn turn, IGenerationProvider provider, string code, string words) => provider.Dispensable
        ? endings.AgainAsync(turn, code, "It is not waited for any longer and not ordered again; this one is made without.", retryable: true)
        : endings.EndAsync(turn, GenerationState.Failed, code, words);

    // Found out once a turn: for a vendor it takes the store's key and the order in the vendor's terms.
    private async ValueTask<IGenerationProvider> ProviderAsync(RowTurn turn, CancellationToken cancellationToken) => turn.Provider ??= await routes.OfAsync(turn, cancellationToken);

    // Neither the provider's word, nor a call to stop, nor what the database says.
    private static bool IsOurFault(Exception error) => error is MediaException { OfThisMachine: true }
        || error is not (MediaException or ProviderException or ProviderRestsException or OperationCanceledException or LostLeaseException or DbException or InvalidOperationException { InnerException: DbException });

    private static bool IsLostAnswer(Exception error) => error is HttpRequestException or IOException or TimeoutException;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Generation {GenerationId} faltered")]
        public static partial void Faltered(ILogger logger, Exception error, Guid generationId);
    }
}
