using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Commerce.Generations;

/// <summary>Traces and figures of generations, by provider and outcome; never by store.</summary>
public static class GenerationTelemetry
{
    public const string Name = "Commerce.Generations";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Ended = Meter.CreateCounter<long>("generations.ended", "{generation}");

    internal static Activity? Start(Generation generation)
    {
        var activity = Source.StartActivity("generation.advance");
        activity?.SetTag("generation.id", generation.Id);
        activity?.SetTag("generation.provider", generation.Provider);
        activity?.SetTag("generation.style", generation.Style);
        return activity;
    }

    internal static void Count(Generation generation, string outcome) => Ended.Add(
        1, new("outcome", outcome), new("provider", generation.Provider), new("kind", generation.Kind.ToString()));
}
