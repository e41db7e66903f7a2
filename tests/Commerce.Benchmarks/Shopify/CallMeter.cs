using System.Diagnostics.Metrics;
using Commerce.Shopify.Admin;

namespace Commerce.Benchmarks.Shopify;

/// <summary>What the library itself reports of its calls: points charged, calls made, calls throttled.</summary>
internal sealed class CallMeter : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();

    public CallMeter()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == ShopifyTelemetry.Name)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
        {
            lock (gate)
            {
                (Spent, Calls) = instrument.Name switch
                {
                    "shopify.admin.cost" => (Spent + value, Calls),
                    "shopify.admin.duration" => (Spent, Calls + 1),
                    _ => (Spent, Calls),
                };
            }
        });
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (instrument.Name == "shopify.admin.failures" && tag is { Key: "kind", Value: nameof(ShopifyErrorKind.Throttled) })
                {
                    lock (gate)
                    {
                        Throttled += value;
                    }
                }
            }
        });
        listener.Start();
    }

    public double Spent { get; private set; }

    public long Calls { get; private set; }

    public long Throttled { get; private set; }

    public void Dispose() => listener.Dispose();
}
