using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>For how long a row waits for what was ordered, and what becomes of it then.</summary>
public sealed class Delays(Endings endings, TimeProvider time)
{
    // How long after its order a result that is paid for is brought home when something of ours stands in the way.
    private static readonly TimeSpan Homecoming = TimeSpan.FromHours(6);

    /// <summary>Until when an order is waited for; null where lost answers are counted instead.</summary>
    public static DateTimeOffset? Patience(RowTurn turn, IGenerationProvider provider) => turn.Row.Route?.At + provider.Patience;

    /// <summary>A provider with patience is asked again as long as it has it, however often it does not answer; another's lost answers are counted.</summary>
    public Task<bool> AskLaterAsync(RowTurn turn, IGenerationProvider provider, string words, TimeSpan? after = null)
    {
        if (Patience(turn, provider) is { } patience && time.GetUtcNow() < patience)
        {
            return endings.WaitAsync(turn, GenerationState.Waiting, words, patience, Longer(after ?? TimeSpan.Zero, provider.Floor));
        }

        return provider.Dispensable
            ? GiveUpAsync(turn, provider, "answer-lost", words)
            : endings.DoubtAsync(turn, GenerationState.Waiting, words, after);
    }

    /// <summary>
    /// Something of ours stands between a result that is paid for and our store. It is not bought again for that: it is tried
    /// again for hours, ever more rarely, and then the credits come back.
    /// </summary>
    /// <param name="provider">Who is asked for it again; null where nobody is.</param>
    public Task<bool> BringHomeAsync(RowTurn turn, IGenerationProvider? provider, GenerationState state, string words)
    {
        if (!turn.Row.Given && provider is not null)
        {
            return AskLaterAsync(turn, provider, words);
        }

        var (began, now) = (turn.Row.Route!.At, time.GetUtcNow());
        return now < began + Homecoming
            ? endings.WaitAsync(turn, state, words, began + Homecoming, Longer((now - began) / 8, provider?.Floor ?? TimeSpan.Zero))
            : endings.EndAsync(turn, GenerationState.Failed, "internal", "The result was made, but we could not take it in. Your credits for this one come back.");
    }

    /// <summary>A rest is kept however long it is, but not by a row that can do without.</summary>
    public Task<bool> RestAsync(RowTurn turn, ProviderRestsException rest)
    {
        if (turn is not { Provider: { Dispensable: true } provider, Row.Given: true } || Patience(turn, provider) is not { } patience || rest.Until <= patience)
        {
            return Endings.HoldBackAsync(turn, rest.Until, rest.Message);
        }

        return time.GetUtcNow() < patience
            ? Endings.HoldBackAsync(turn, patience, rest.Message)
            : GiveUpAsync(turn, provider, "answer-lost", rest.Message);
    }

    /// <summary>An order is not waited for any longer; a row that can do without it goes on.</summary>
    public Task<bool> GiveUpAsync(RowTurn turn, IGenerationProvider provider, string code, string words) => provider.Dispensable
        ? endings.AgainAsync(turn, code, "It is not waited for any longer and not ordered again; this one is made without.", retryable: true)
        : endings.EndAsync(turn, GenerationState.Failed, code, words);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
