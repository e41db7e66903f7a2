namespace Commerce.Generations.Failures;

/// <summary>The one thing that helps with a failure.</summary>
public enum Remedy
{
    /// <summary>The same order may well work now.</summary>
    TryAgain,

    /// <summary>The product needs another source picture; then the current one is taken.</summary>
    OtherPicture,

    /// <summary>The style, its format or the words asked for something that cannot be made.</summary>
    OtherStyle,

    /// <summary>The product itself is not there any more.</summary>
    LookAtCatalogue,

    /// <summary>Only whoever runs this installation can mend it; trying again before that is in vain.</summary>
    Operator,
}
