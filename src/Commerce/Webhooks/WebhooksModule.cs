using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Webhooks;

public static class WebhooksModule
{
    /// <summary>How often inboxes that need a look are looked for.</summary>
    internal static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    /// <summary>Adds the inbox. What the topics do is added by the capabilities they concern, as <see cref="IWebhookEffect"/>.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookTopics>()
        .AddSingleton<WebhookTurn>()
        .AddSingleton<InboxWriter>()
        .AddSingleton<WebhookInbox>();

    /// <summary>Has inboxes looked after; for processes that run jobs.</summary>
    public static void ScheduleWebhooks(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<WebhookSweepJob>(
            trigger => trigger.WithIdentity("webhook-sweep", "system").WithSimpleSchedule(Sweep), job => job.WithIdentity("webhook-sweep", "system"));
        quartz.ScheduleJob<InboxRoundJob>(
            trigger => trigger.WithIdentity("inbox-round", "system").WithSimpleSchedule(InboxRoundJob.Interval), job => job.WithIdentity("inbox-round", "system"));
    }
}
