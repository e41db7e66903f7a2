using System.Diagnostics.Metrics;

namespace Commerce.Webhooks;

/// <summary>Figures the operator watches.</summary>
public static class WebhookTelemetry
{
    public const string Name = "Commerce.Webhooks";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>("webhooks.deliveries", "{delivery}", "Deliveries by topic and outcome.");

    /// <param name="topic">One of ours; a stranger's text must not become a label.</param>
    /// <param name="outcome">kept or dropped (unknown, or a repeat) at the door; failed when given up.</param>
    public static void Count(string topic, string outcome) => Deliveries.Add(1, new("topic", topic), new("outcome", outcome));
}
