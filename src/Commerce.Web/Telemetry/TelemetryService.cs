using Commerce.Credits;
using Commerce.Generations;
using Commerce.Webhooks;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Quartz.Diagnostics;

namespace Commerce.Web.Telemetry;

/// <summary>
/// Traces and figures of web, jobs, providers and database in one place, sent by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>
/// is set. The feed has no hosting package of OpenTelemetry, so this starts and stops the providers itself.
/// </summary>
public sealed class TelemetryService(IConfiguration configuration) : IHostedService, IDisposable
{
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", QuartzInstrumentation.ActivitySourceName, GenerationTelemetry.Name, "Commerce.Shopify", "Commerce.Publishing"];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "System.Net.Http", "System.Runtime", "Npgsql", QuartzInstrumentation.MeterName, GenerationTelemetry.Name, CreditsTelemetry.Name, WebhookTelemetry.Name, "Commerce.Shopify"];

    private TracerProvider? traces;
    private MeterProvider? meters;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return Task.CompletedTask;
        }

        var resource = ResourceBuilder.CreateDefault().AddService("commerce-studio");
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
        meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        traces?.ForceFlush();
        meters?.ForceFlush();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        traces?.Dispose();
        meters?.Dispose();
    }
}
