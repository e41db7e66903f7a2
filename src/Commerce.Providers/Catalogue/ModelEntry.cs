using System.Text.Json.Nodes;
using Commerce.Providers.Requests;

namespace Commerce.Providers.Catalogue;

/// <summary>What is known of one model of one vendor. An empty list means that the model has no such choice.</summary>
public sealed record ModelEntry
{
    /// <summary>The vendor, such as <c>kie</c>.</summary>
    public required string Vendor { get; init; }

    /// <summary>The vendor's id of the model.</summary>
    public required string Id { get; init; }

    /// <summary>What it makes.</summary>
    public required IReadOnlyList<WorkTask> Tasks { get; init; }

    /// <summary>Shapes it can be asked for.</summary>
    public IReadOnlyList<string> Ratios { get; init; } = [];

    /// <summary>The vendor's own word for each shape, or for each shape in each size as <c>16:9 1080p</c>; for vendors that name shapes by their pixels.</summary>
    public IReadOnlyDictionary<string, string> Sizes { get; init; } = new Dictionary<string, string>();

    /// <summary>Sizes it can be asked for.</summary>
    public IReadOnlyList<string> Resolutions { get; init; } = [];

    /// <summary>Lengths it can be asked for, rising.</summary>
    public IReadOnlyList<int> Seconds { get; init; } = [];

    /// <summary>The most pictures to go by.</summary>
    public int References { get; init; }

    /// <summary>The fewest pictures to go by, for tasks that go by pictures at all.</summary>
    public int LeastReferences { get; init; }

    /// <summary>The most variations of one order.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The longest prompt in characters; null where the vendor states none.</summary>
    public int? PromptCharacters { get; init; }

    /// <summary>Whether a video can be given its last picture.</summary>
    public bool EndFrame { get; init; }

    /// <summary>Whether sound can be switched.</summary>
    public bool Sound { get; init; }

    /// <summary>Whether what must not be there has a field of its own.</summary>
    public bool Negative { get; init; }

    /// <summary>Whether the background can be left out.</summary>
    public bool Transparent { get; init; }

    /// <summary>Whether the end of its work can be told to an address of ours.</summary>
    public bool Callback { get; init; } = true;

    /// <summary>What it costs; empty where that is not known.</summary>
    public IReadOnlyList<ModelPrice> Prices { get; init; } = [];

    /// <summary>1 to 5, our own grade; null where nothing was judged yet.</summary>
    public int? Quality { get; init; }

    /// <summary>1 to 5, our own grade; null where nothing was judged yet.</summary>
    public int? Speed { get; init; }

    /// <summary>The first day it can be used; null when it could before we kept this list.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The day it is shut down; null while none is announced.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The model to use instead, of the same vendor or as <c>vendor:id</c>.</summary>
    public string? Successor { get; init; }

    /// <summary>Where the vendor takes orders for it, when each model has an address of its own.</summary>
    public string? Address { get; init; }

    /// <summary>The vendor's fields and what of an order goes into each; for vendors whose models name them differently.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields that are always sent, and what an order may replace.</summary>
    public JsonObject? Defaults { get; init; }

    /// <summary>Where the facts come from.</summary>
    public string? Source { get; init; }

    /// <summary>The vendor's own word for a shape in a size: the first of either where only the other is wished for, null where neither is.</summary>
    public string? SizeOf(string? ratio, string? resolution) =>
        ratio is null && resolution is null ? null : Sizes[string.Join(' ', new[] { ratio ?? Ratios[0], resolution ?? (Resolutions.Count > 0 ? Resolutions[0] : null) }.OfType<string>())];

    /// <summary>Whether it can be used on a day.</summary>
    public bool Lives(DateOnly day) => (From is null || day >= From) && (Until is null || day < Until);
}
