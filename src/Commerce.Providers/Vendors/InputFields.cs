using System.Globalization;
using System.Text.Json.Nodes;
using Commerce.Providers.Requests;

namespace Commerce.Providers.Vendors;

/// <summary>Fills a model's fields as the catalogue names them. Optional fields that the order says nothing about stay away.</summary>
internal static class InputFields
{
    public static JsonObject Of(WorkRequest request)
    {
        var input = (JsonObject?)request.Model.Defaults?.DeepClone() ?? [];
        foreach (var (field, part) in request.Model.Inputs)
        {
            if (Value(request, part) is { } value) input[field] = value;
        }
        return input;
    }

    private static JsonNode? Value(WorkRequest request, string part) => part switch
    {
        "prompt" => request.PromptText,
        "words" => request.Prompt.Subject,
        "direction" => (request.Prompt with { Subject = null }).Compose(request.Model.Negative) is { Length: > 0 } direction ? direction : null,
        "negative" => request.Prompt.Negative,
        "ratio" => request.Ratio,
        "size" => request.Model.SizeOf(request.Ratio, request.Resolution),
        "named-size" => request.Ratio is { } ratio ? NamedSizes.Name(ratio) : null,
        "resolution" => request.Resolution,
        "resolution-lines" => request.Resolution?.TrimEnd('p', 'P'),
        "seed" => request.Seed,
        "seed-text" => request.Seed?.ToString(CultureInfo.InvariantCulture),
        "references" => List(request.References),
        "reference" => request.References is [var first, ..] ? first.Link() : null,
        "more-references" => List(request.References.Skip(1)),
        "reference-object" => InputObjects.Of(request.References is [var only, ..] ? only : null),
        "reference-objects" => InputObjects.List(request.References),
        "more-reference-objects" => InputObjects.List(request.References.Skip(1)),
        _ => request switch
        {
            ImageRequest image => Image(image, part),
            VideoRequest video => Video(video, part),
            SpeechRequest speech => Speech(speech, part),
            _ => throw Unknown(part),
        },
    };

    private static JsonNode? Image(ImageRequest request, string part) => part switch
    {
        "mask" => request.Mask?.Link(),
        "language" => request.Language,
        "count" => request.Count,
        "count-text" => request.Count.ToString(CultureInfo.InvariantCulture),
        _ => throw Unknown(part),
    };

    private static JsonNode? Video(VideoRequest request, string part) => part switch
    {
        "start" => request.StartFrame?.Link(),
        "starts" => List([request.StartFrame]),
        "end" => request.EndFrame?.Link(),
        "frames" => List([request.StartFrame, request.EndFrame]),
        "start-object" => InputObjects.Of(request.StartFrame),
        "start-character" => InputObjects.Typed(request.StartFrame, "image"),
        "placed-frames" => request.StartFrame is { } start ? InputObjects.Frames(start, request.EndFrame) : null,
        "footage" => request.Footage?.Link(),
        "footage-object" => InputObjects.Of(request.Footage),
        "footage-performance" => InputObjects.Typed(request.Footage, "video"),
        "footages" => List([request.Footage]),
        "recording" => request.Recording?.Link(),
        "earlier" => request.Earlier,
        "seconds" => request.Seconds,
        "seconds-text" => request.Seconds?.ToString(CultureInfo.InvariantCulture),
        "sound" => request.Sound,
        _ => throw Unknown(part),
    };

    private static JsonNode? Speech(SpeechRequest request, string part) => part switch
    {
        "voice" => request.Voice,
        "recording" => request.Recording?.Link(),
        "language" => request.Language,
        "timestamps" => request.Timestamps,
        "dialogue" => new JsonArray(new JsonObject { ["text"] = request.Words, ["voice"] = request.Voice }),
        _ => throw Unknown(part),
    };

    private static JsonArray? List(IEnumerable<MediaInput?> inputs)
    {
        var links = inputs.OfType<MediaInput>().Select(input => (JsonNode?)JsonValue.Create(input.Link())).ToArray();
        return links.Length == 0 ? null : new JsonArray(links);
    }

    private static InvalidOperationException Unknown(string part) => new($"The catalogue names a part of an order that is not known: {part}.");
}
