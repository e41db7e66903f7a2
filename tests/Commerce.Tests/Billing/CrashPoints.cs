using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commerce.Tests.Billing;

/// <summary>
/// Everything of a process that others can see: its commits and its calls to Shopify. Stops it dead before or after one of
/// them; from then on it commits and asks nothing more.
/// </summary>
internal sealed class CrashPoints : DbTransactionInterceptor
{
    private int point;
    private int crashAt;
    private bool dead;

    public int Points => point;

    public ConcurrentQueue<string> Passed { get; } = new();

    /// <summary>Zero only counts.</summary>
    public void Arm(int at)
    {
        (crashAt, point, dead) = (at, 0, false);
        Passed.Clear();
    }

    public void Disarm() => Arm(0);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Pass("before commit");
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Pass("after commit");
        return Task.CompletedTask;
    }

    public DelegatingHandler Handler() => new Calls(this);

    private void Pass(string what)
    {
        Passed.Enqueue(what);
        if (dead || ++point == crashAt)
        {
            dead = true;
            throw new CrashedException();
        }
    }

    private sealed class Calls(CrashPoints owner) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            owner.Pass($"before {request.RequestUri!.AbsolutePath}");
            var answer = await base.SendAsync(request, cancellationToken);
            owner.Pass($"after {request.RequestUri!.AbsolutePath}");
            return answer;
        }
    }
}

internal sealed class CrashedException : Exception;
