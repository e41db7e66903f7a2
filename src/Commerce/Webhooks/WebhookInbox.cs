using Commerce.Shopify.Signatures;
using Npgsql;

namespace Commerce.Webhooks;

/// <summary>
/// Takes verified deliveries in. What arrives while others are being written waits for them and is then written with all that
/// waits, in one statement and one commit; each caller goes on when its own delivery is committed. So a flood costs a commit
/// for a crowd instead of one each, and the answer to Shopify never says more than what is kept. No job engine takes part.
/// </summary>
public sealed class WebhookInbox(InboxWriter writer, WebhookTopics topics)
{
    private readonly Lock gate = new();
    private readonly Queue<Arrival> waiting = [];
    private bool writing;

    /// <summary>
    /// Keeps a delivery, once however often it comes. Dropped without a word: topics nobody has an effect for, shops we do
    /// not know, and stores that have left, except for what the law demands of us even then.
    /// </summary>
    /// <param name="headers">Its headers, believed because the body was.</param>
    /// <param name="body">The payload as signed.</param>
    /// <param name="cancellationToken">Ends the waiting; what was handed in may be kept all the same.</param>
    /// <returns>The store whose inbox has something new; null when there is nothing to do.</returns>
    public async Task<Guid?> TakeAsync(WebhookHeaders headers, string body, CancellationToken cancellationToken)
    {
        if (!topics.Knows(headers.Topic))
        {
            return null;
        }

        var arrival = new Arrival(headers, body);
        if (Enters(arrival))
        {
            _ = WriteAllAsync();
        }

        return await arrival.Kept.WaitAsync(cancellationToken);
    }

    // The first to come writes for all; it ends when nobody waits.
    private bool Enters(Arrival arrival)
    {
        lock (gate)
        {
            waiting.Enqueue(arrival);
            return !writing && (writing = true);
        }
    }

    private async Task WriteAllAsync()
    {
        while (Next() is { Count: > 0 } crowd)
        {
            await WriteAsync(crowd);
        }
    }

    private List<Arrival> Next()
    {
        lock (gate)
        {
            var crowd = new List<Arrival>();
            for (var size = 0; crowd.Count < InboxWriter.Most && size < InboxWriter.MostCharacters && waiting.TryDequeue(out var arrival); size += arrival.Body.Length)
            {
                crowd.Add(arrival);
            }

            writing = crowd.Count > 0;
            return crowd;
        }
    }

    private async Task WriteAsync(List<Arrival> crowd)
    {
        try
        {
            await writer.WriteAsync(crowd);
        }
        catch (PostgresException) when (crowd.Count > 1)
        {
            // One of them is what the database refuses; the others must not be refused with it.
            foreach (var arrival in crowd)
            {
                await WriteAsync([arrival]);
            }
        }
        catch (Exception error)
        {
            crowd.ForEach(arrival => arrival.Fail(error));
        }
    }
}
