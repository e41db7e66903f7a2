using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>Asks providers within a limit of time, and tells their circuits what came of it.</summary>
public sealed class ProviderCalls(ProviderCircuits circuits, TimeProvider time)
{
    /// <summary>Does one step at a provider. What is made on this machine is never "down": where it fails to connect, the fault is a shop's.</summary>
    /// <exception cref="ProviderRestsException">It is left alone for now; nothing was asked.</exception>
    /// <exception cref="TimeoutException">It did not answer within the limit.</exception>
    public async Task<T> AskAsync<T>(IGenerationProvider provider, TimeSpan limit, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        if (provider.Repeatable)
        {
            return await WithinAsync(limit, step, cancellationToken);
        }

        if (await circuits.RestsUntilAsync(provider.Name, cancellationToken) is { } until)
        {
            throw new ProviderRestsException(until);
        }

        T answer;
        try
        {
            answer = await WithinAsync(limit, step, cancellationToken);
        }
        catch (Exception error)
        {
            await circuits.HearAsync(provider.Name, error, cancellationToken);
            throw;
        }

        await circuits.AnsweredAsync(provider.Name, cancellationToken);
        return answer;
    }

    // A provider that hangs, deaf to being called off, is left behind; its answer, should it come, is heard by nobody.
    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await step(stop.Token).WaitAsync(limit, time, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }
}
