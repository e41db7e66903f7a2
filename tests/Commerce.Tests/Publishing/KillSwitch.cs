using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Commerce.Tests.Publishing;

/// <summary>
/// Counts what a worker does that others can see, each outside call and each record write, and stops it dead before or
/// after one of them: from then on its cancellation is in force, so it writes and asks nothing more.
/// </summary>
internal sealed partial class KillSwitch : DbCommandInterceptor
{
    private Func<Task> kill = () => Task.CompletedTask;
    private int point;
    private int killAt;

    public int Points => Volatile.Read(ref point);

    /// <summary>What every point was, in order.</summary>
    public ConcurrentQueue<string> Passed { get; } = new();

    /// <summary>Arms it for one worker, whose cancellation token this is; zero only counts.</summary>
    public CancellationToken Arm(int at)
    {
        var death = new CancellationTokenSource();
        (killAt, point) = (at, 0);
        kill = async () =>
        {
            await death.CancelAsync();
            death.Token.ThrowIfCancellationRequested();
        };
        Passed.Clear();
        return death.Token;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await PassAsync(command, "before");
        return result;
    }

    public override async ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await PassAsync(command, "after");
        return result;
    }

    public DelegatingHandler Handler() => new Calls(this);

    private Task PassAsync(DbCommand command, string when) =>
        command.CommandText.StartsWith("UPDATE publication", StringComparison.Ordinal) ? PassAsync($"{when} {command.CommandText[..command.CommandText.IndexOf(' ', 8)]}") : Task.CompletedTask;

    private Task PassAsync(string what)
    {
        Passed.Enqueue(what);
        return Interlocked.Increment(ref point) == killAt ? kill() : Task.CompletedTask;
    }

    private sealed partial class Calls(KillSwitch owner) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var what = await WhatAsync(request);
            await owner.PassAsync($"before {what}");
            var answer = await base.SendAsync(request, cancellationToken);
            await owner.PassAsync($"after {what}");
            return answer;
        }

        // The operation by its name; what is no operation by its path.
        private static async Task<string> WhatAsync(HttpRequestMessage request)
        {
            if (!request.RequestUri!.AbsolutePath.EndsWith("/graphql.json", StringComparison.Ordinal))
            {
                return request.RequestUri.AbsolutePath;
            }

            var text = (string)System.Text.Json.Nodes.JsonNode.Parse(await request.Content!.ReadAsStringAsync())!["query"]!;
            return Operation().Match(text).Groups[1].Value;
        }

        [System.Text.RegularExpressions.GeneratedRegex(@"^(?:query|mutation) (\w+)", System.Text.RegularExpressions.RegexOptions.Multiline)]
        private static partial System.Text.RegularExpressions.Regex Operation();
    }
}
