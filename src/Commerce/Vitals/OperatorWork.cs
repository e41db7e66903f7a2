using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Vitals;

/// <summary>Opens the gate that <c>web_vitals</c> alone has for operators, for the length of one transaction.</summary>
internal static class OperatorWork
{
    public static async Task<T> RunAsync<T>(CommerceContext context, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Local to the transaction: the connection goes back to the pool without it, whatever happens in between.
        await context.Database.ExecuteSqlAsync($"select set_config('app.operator', 'on', true)", cancellationToken);
        var result = await work();
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
