using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commerce.Tests.Catalogue;

/// <summary>
/// Counts what a worker does that others can see, each call to the shop and each record it saves, and stops it dead before
/// or after one of them: from then on its cancellation is in force.
/// </summary>
internal sealed class StepKill : SaveChangesInterceptor
{
    private Action kill = () => { };
    private int point;
    private int killAt;

    public int Points => Volatile.Read(ref point);

    /// <summary>Arms it for one worker, whose cancellation token this is; zero only counts.</summary>
    public CancellationToken Arm(int at)
    {
        var death = new CancellationTokenSource();
        (killAt, point) = (at, 0);
        kill = () =>
        {
            death.Cancel();
            death.Token.ThrowIfCancellationRequested();
        };
        return death.Token;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    public DelegatingHandler Handler() => new Calls(this);

    private void Pass()
    {
        if (Interlocked.Increment(ref point) == killAt)
        {
            kill();
        }
    }

    private sealed class Calls(StepKill owner) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            owner.Pass();
            var answer = await base.SendAsync(request, cancellationToken);
            owner.Pass();
            return answer;
        }
    }
}
