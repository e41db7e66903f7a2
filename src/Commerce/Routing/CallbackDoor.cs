using Commerce.Data;
using Commerce.Jobs;
using Commerce.Providers;
using Commerce.Providers.Callbacks;
using Commerce.Providers.Kie;
using Commerce.Providers.Vendors;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>
/// Takes vendors' callbacks. One that is believed makes its row due and tells it the task's id where the answer to the order
/// was lost; what became of the task is asked of the vendor, never read from the callback.
/// </summary>
public sealed class CallbackDoor(StoreWork work, CallbackTokens tokens, FalKeys falKeys, VendorClients clients, IOptions<RoutingOptions> options, TimeProvider time)
{
    public const string Address = "/callbacks";

    private const int LongestTask = 200;

    /// <summary>Whether callbacks of a vendor can be told from forged ones here. A secret helps with those alone of which it is known how they sign.</summary>
    public static bool Verifies(string vendor, RoutingOptions options) =>
        vendor == "fal" || ((vendor == "kie" || SignsByStandard(vendor)) && !string.IsNullOrWhiteSpace(options.Of(vendor).CallbackSecret));

    /// <summary>Whether a vendor signs its callbacks by Standard Webhooks.</summary>
    internal static bool SignsByStandard(string vendor) => vendor is "kling" or "replicate";

    /// <returns>False when it is not believed.</returns>
    public async Task<bool> TakeAsync(string vendor, string token, CallbackHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (Vendor.Find(vendor) is null || !Verifies(vendor, options.Value) || tokens.Read(token) is not { } named)
        {
            return false;
        }

        if (await VerdictAsync(vendor, headers, body, cancellationToken) is not CallbackVerdict.Genuine genuine)
        {
            return false;
        }

        await work.RunAsync(named.StoreId, services => ApplyAsync(services, vendor, genuine.ReplayKey, named, TaskOf(vendor, body), cancellationToken));
        return true;
    }

    private async ValueTask<CallbackVerdict> VerdictAsync(string vendor, CallbackHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var (now, secret) = (time.GetUtcNow(), options.Value.Of(vendor).CallbackSecret);
        return vendor switch
        {
            "kie" => new KieCallback(secret!).Verify(headers, body.Span, now),
            "fal" => await falKeys.VerifyAsync(headers, body, cancellationToken),
            _ => new StandardWebhooks(secret!).Verify(headers, body.Span, now),
        };
    }

    // Reading a callback needs no key of the vendor's. What no vendor names a task is none, and is kept nowhere.
    private string? TaskOf(string vendor, ReadOnlyMemory<byte> body)
    {
        var named = clients.Of(vendor, Vendor.Find(vendor)!.Videos ? GenerationKind.Video : GenerationKind.Image, new VendorKey("none")).TaskOf(body);
        return named is { Length: > 0 and <= LongestTask } && !named.Any(char.IsControl) ? named : null;
    }

    private async Task ApplyAsync(
        IServiceProvider services, string vendor, string replayKey, (Guid StoreId, Guid GenerationId, int Attempt) named, string? taskId, CancellationToken cancellationToken)
    {
        var (context, wake, now) = (services.GetRequiredService<CommerceContext>(), services.GetRequiredService<Wake>(), time.GetUtcNow());
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var first = await context.Database.ExecuteSqlAsync(
            $"""
            insert into provider_callbacks (store_id, vendor, replay_key, generation_id, attempt, task_id, received_at)
            select {named.StoreId}, {vendor}, {replayKey}, id, {named.Attempt}, {taskId}, {now} from generations where store_id = {named.StoreId} and id = {named.GenerationId}
            on conflict do nothing
            """, cancellationToken);
        if (first == 0)
        {
            return;
        }

        // An order whose answer was lost learns its task here. A row that somebody works on is left to them: should they lose
        // their answer, they find the task in what was just kept.
        var moved = await context.Database.ExecuteSqlAsync(
            $"""
            with moved as (
              update generations g set
                due_at = {now},
                task_id = coalesce(g.task_id, {taskId}),
                state = case when g.state <> 'waiting' and {taskId}::text is not null then 'waiting' else g.state end
              from (select id, state from generations where store_id = {named.StoreId} and id = {named.GenerationId} for update) was
              where g.store_id = {named.StoreId} and g.id = was.id and g.attempt = {named.Attempt} and g.ended_at is null and g.route ->> 'vendor' = {vendor}
                and g.state in ('submitting', 'uncertain', 'waiting') and (g.lease_until is null or g.lease_until <= {now})
              returning g.id, was.state as from_state, g.state as to_state
            )
            insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
            select {named.StoreId}, {Guid.CreateVersion7(now)}, id, from_state, to_state, 'The provider called', {now} from moved
            """, cancellationToken);
        if (moved > 0)
        {
            await wake.MarkAsync(named.StoreId, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (moved > 0)
        {
            await wake.NowAsync(named.StoreId, cancellationToken);
        }
    }
}
