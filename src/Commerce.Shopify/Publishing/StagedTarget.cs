namespace Commerce.Shopify.Publishing;

/// <summary>A place to upload one file to. Short-lived; its parameters are signed, so its text form leaves them out.</summary>
/// <param name="Url">Where the form is posted.</param>
/// <param name="ResourceUrl">What <see cref="Files.CreateAsync"/> takes as the source afterwards.</param>
/// <param name="Parameters">Form fields that come before the file, in order.</param>
public sealed record StagedTarget(string Url, string ResourceUrl, IReadOnlyList<StagedParameter> Parameters)
{
    /// <summary>The kind of record only.</summary>
    public override string ToString() => nameof(StagedTarget);
}

/// <summary>One form field of a staged upload.</summary>
public sealed record StagedParameter(string Name, string Value);
