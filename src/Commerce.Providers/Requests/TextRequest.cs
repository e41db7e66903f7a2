using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;

namespace Commerce.Providers.Requests;

/// <summary>A question to a language model.</summary>
/// <param name="Model">Who answers.</param>
/// <param name="Turns">The conversation so far, oldest first; the last one is the user's.</param>
/// <param name="MostTokens">The longest answer.</param>
public sealed record TextRequest(ModelEntry Model, IReadOnlyList<TextTurn> Turns, int MostTokens)
{
    /// <summary>What the model is told before the conversation.</summary>
    public string? Instructions { get; init; }

    /// <summary>The shape the answer must have; null for free text.</summary>
    public AnswerShape? Shape { get; init; }
}

/// <summary>One turn of a conversation.</summary>
/// <param name="Mine">Whether the model said it.</param>
/// <param name="Words">What was said.</param>
public sealed record TextTurn(bool Mine, string Words);

/// <summary>The shape of a structured answer.</summary>
/// <param name="Name">Letters, digits, <c>_</c> and <c>-</c>.</param>
/// <param name="Schema">A JSON schema: objects name all their members as required and allow no others.</param>
public sealed record AnswerShape(string Name, JsonObject Schema);
