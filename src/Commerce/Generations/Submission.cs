using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>
/// Checkpoint 2 of a row: its order. The order's key names the row and the attempt. A provider that answers the same key with the
/// same task is simply asked again after a crash or a lost answer: that adopts the running task and buys nothing twice. One that
/// does not is never sent an order, under another key, of which it is written down that it may have been sent.
/// </summary>
public sealed class Submission(ProviderCalls calls, Endings endings, Delays delays, StepLimits limits, TimeProvider time)
{
    // What a vendor has just taken need not be found by its key at once.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <returns>True when the row can be advanced again at once; false when it has ended or must wait.</returns>
    public async Task<bool> SendAsync(RowTurn turn, IGenerationProvider provider, CancellationToken cancellationToken)
    {
        if (turn.Row.Given)
        {
            return await LookForAsync(turn, provider, cancellationToken);
        }

        try
        {
            turn.Row.TaskId = await calls.AskAsync(provider, limits.Submit, stop => provider.SubmitAsync(turn.Order, stop), cancellationToken);
        }
        catch (Exception error) when (turn.Row.Given && Faults.IsLostAnswer(error))
        {
            return await LookForAsync(turn, provider, cancellationToken);
        }
        catch (Exception error) when (Faults.IsLostAnswer(error))
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
        catch (Exception error) when (Faults.IsLostAnswer(error) || error is ProviderException or ProviderRestsException)
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
        catch (Exception error) when (Faults.IsLostAnswer(error) || error is ProviderException { Retryable: true })
        {
            return await LookAgainAsync(turn, provider);
        }

        return await AcceptAsync(turn, provider, "The order never reached the provider, so it went out again");
    }

    private async Task<bool> LookAgainAsync(RowTurn turn, IGenerationProvider provider)
    {
        var until = Delays.Patience(turn, provider)!.Value;
        return time.GetUtcNow() < until
            ? await endings.WaitAsync(turn, GenerationState.Uncertain, "The provider's answer was lost, so it is not known whether it took the order. It is waited for and not ordered again.", until)
            : await delays.GiveUpAsync(turn, provider, "answer-lost", "The provider never said what became of this one. Your credits for it come back.");
    }
}
