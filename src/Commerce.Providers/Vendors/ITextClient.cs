using Commerce.Providers.Requests;

namespace Commerce.Providers.Vendors;

/// <summary>Answers questions.</summary>
public interface ITextClient
{
    /// <summary>The vendor's name in the catalogue.</summary>
    string Vendor { get; }

    /// <summary>The whole answer.</summary>
    /// <exception cref="VendorException">For every failure, a refusal among them.</exception>
    Task<TextAnswer> AnswerAsync(TextRequest request, CancellationToken ct);

    /// <summary>The answer piece by piece, as it is written. A stream that breaks off throws; it never just ends.</summary>
    /// <exception cref="VendorException">For every failure, a refusal among them.</exception>
    IAsyncEnumerable<string> StreamAsync(TextRequest request, CancellationToken ct);
}

/// <summary>A language model's answer.</summary>
/// <param name="Words">The text; JSON when a shape was asked for.</param>
/// <param name="Model">The model that answered, which need not be the one that was asked.</param>
/// <param name="Complete">False when the answer was cut off at the longest length.</param>
/// <param name="TokensIn">Tokens of the question.</param>
/// <param name="TokensOut">Tokens of the answer.</param>
public sealed record TextAnswer(string Words, string Model, bool Complete, long TokensIn, long TokensOut);
