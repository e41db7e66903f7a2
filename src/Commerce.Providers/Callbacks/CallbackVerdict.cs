namespace Commerce.Providers.Callbacks;

/// <summary>Whether a callback is believed to come from the vendor.</summary>
public abstract record CallbackVerdict
{
    private CallbackVerdict()
    {
    }

    /// <summary>It does.</summary>
    /// <param name="ReplayKey">The same for every copy of this delivery: whoever keeps it for as long as <see cref="CallbackWindow.Width"/> refuses replays.</param>
    /// <param name="BodySigned">Whether the signature covers the body. If not, nothing in the body is proven.</param>
    public sealed record Genuine(string ReplayKey, bool BodySigned) : CallbackVerdict;

    /// <summary>It is not believed.</summary>
    public sealed record Refused(CallbackRefusal Why) : CallbackVerdict;

    internal static CallbackVerdict No(CallbackRefusal why) => new Refused(why);
}
