using Commerce.Generations;
using Commerce.Providers;
using Commerce.Providers.Kling;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Routing;

/// <summary>A vendor as the engine sees it, for one row's order.</summary>
/// <param name="write">Writes the choice down; called before the order is sent and nowhere else.</param>
/// <param name="called">The task that a callback named; null when none has come.</param>
/// <param name="turn">Takes a turn to ask about an order.</param>
public sealed class VendorProvider(IJobClient client, Route route, WorkRequest request, Generation row, OutputIntake intake, ModelFigures figures, Uri? callback, Func<CancellationToken, Task> write,
    Func<CancellationToken, Task<string?>> called, Func<CancellationToken, Task> turn, TimeProvider time)
    : IGenerationProvider
{
    // What a question just told, so that the vendor need not be asked the same again at once, below its floor.
    private Job? made;

    /// <inheritdoc/>
    public string Name => Route.NameOf(route.Vendor, route.OwnKey, row.StoreId);

    /// <inheritdoc/>
    public GenerationKind Kind => row.Kind;

    /// <inheritdoc/>
    public TimeSpan? Patience => client.Rhythm.GiveUp;

    /// <inheritdoc/>
    public TimeSpan Floor => OutputIntake.IsKept(row) ? TimeSpan.Zero : client.Rhythm.Floor;

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct)
    {
        var picture = await SourcePicture.OfAsync(order, request is VideoRequest ? GenerationKind.Video : GenerationKind.Image, ct);
        await write(ct);
        var job = await OrderCountedAsync(OrderTranslation.With(request, picture, callback), ct);
        return job.State is JobState.Failed or JobState.Cancelled
            ? throw await CountedAsync(job.Failure ?? Nothing, ct)
            : job.Id.Length > 0 ? job.Id : await intake.KeepAsync(row, job, ct);
    }

    /// <inheritdoc/>
    public bool Finds => client is KlingClient;

    /// <inheritdoc/>
    public async Task<string?> FindAsync(GenerationOrder order, CancellationToken ct)
    {
        if (await called(ct) is { } named)
        {
            return named;
        }

        return client is KlingClient kling ? (await FailingAsync(() => kling.FindAsync(order.IdempotencyKey, route.Model, ct)))?.Id : null;
    }

    /// <inheritdoc/>
    public async Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct)
    {
        if (OutputIntake.IsKept(row))
        {
            return new TaskProgress.Ready();
        }

        var job = await AskAsync(taskId, ct);
        switch (job.State)
        {
            case JobState.Succeeded:
                made = job;
                return new TaskProgress.Ready();
            case JobState.Failed or JobState.Cancelled:
                var failure = job.Failure ?? Nothing;
                await figures.FailedAsync(route.Vendor, route.Model, VendorErrors.Code(failure.Kind), ct);
                return new TaskProgress.Failed(VendorErrors.Code(failure.Kind), failure.Message, VendorErrors.Passes(failure.Kind)) { RetryAfter = failure.After };
            default:
                var age = time.GetUtcNow() - route.At;
                return new TaskProgress.Running(client.Rhythm.Next(age, new Random(HashCode.Combine(row.Seed, age)).NextDouble()));
        }
    }

    /// <inheritdoc/>
    public async Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        var kept = OutputIntake.IsKept(row);
        var job = kept ? await intake.OpenAsync(row, route.Model, ct) : made ?? await AskAsync(taskId, ct);
        var cost = VendorCost.Usd(route.Vendor, job.Charge) ?? (route.EstimateMicros is { } micros ? Micros.Usd(micros) : null);
        var output = kept ? await TakeAsync(job, order, folder, ct) : await FreshlyAsync(job, order, folder, ct);
        await figures.DoneAsync(route.Vendor, route.Model, time.GetUtcNow() - route.At, cost is { } usd ? Micros.Of(usd) : null, request.Task is WorkTask.RemoveBackground ? 0 : row.Credits, ct);
        return output with { Model = $"{route.Vendor} {route.Model}", Prompt = request.PromptText, CostUsd = cost };
    }

    // Addresses run out before results do, so the vendor is asked where it lies now. It is paid for: as long as the vendor is waited for
    // it is looked for, and what is gone for good ends the row rather than being bought once more.
    private async Task<GenerationOutput> FreshlyAsync(Job job, GenerationOrder order, string folder, CancellationToken ct)
    {
        try
        {
            return await TakeAsync(job, order, folder, ct);
        }
        catch (ProviderException gone) when (gone.Code == VendorErrors.OutputExpired)
        {
            if (await AgainAsync(job, ct) is { } fresh)
            {
                return await TakeAsync(fresh, order, folder, ct);
            }

            if (time.GetUtcNow() < route.At + client.Rhythm.GiveUp)
            {
                throw new HttpRequestException("The result does not lie where the vendor says.", gone);
            }

            throw;
        }
    }

    private Task<GenerationOutput> TakeAsync(Job job, GenerationOrder order, string folder, CancellationToken ct) =>
        request.Task is WorkTask.RemoveBackground ? intake.FetchMaskAsync(job, client, folder, ct) : intake.FetchAsync(job, client, order, Kind, folder, ct);

    // The same task at another address; null where the vendor names the same one again, or has nothing any more.
    private async Task<Job?> AgainAsync(Job job, CancellationToken ct)
    {
        try
        {
            var again = await client.PollAsync(job.Id, route.Model, ct);
            return again.State == JobState.Succeeded && !again.Outputs.SequenceEqual(job.Outputs) ? again : null;
        }
        catch (VendorException)
        {
            return null;
        }
    }

    private static VendorFailure Nothing { get; } = new(FailureKind.Unknown, "The vendor made nothing and did not say why.");

    private Task<Job> OrderAsync(WorkRequest whole, CancellationToken ct) => (client, whole) switch
    {
        (IImageClient images, ImageRequest image) => images.SubmitAsync(image, ct),
        (IVideoClient videos, VideoRequest video) => videos.SubmitAsync(video, ct),
        _ => throw new InvalidOperationException($"{route.Vendor} does not make this."),
    };

    // A question that fails says nothing of the model: what became of the order is told by a later one.
    private async Task<Job> AskAsync(string taskId, CancellationToken ct)
    {
        await turn(ct);
        return await FailingAsync(() => client.PollAsync(taskId, route.Model, ct));
    }

    private async Task<Job> OrderCountedAsync(WorkRequest whole, CancellationToken ct)
    {
        try
        {
            return await OrderAsync(whole, ct);
        }
        catch (VendorException error)
        {
            var failure = VendorErrors.Ordering(error);
            // A refused key says nothing of the model.
            if (failure is ProviderException { Code: not VendorErrors.KeyRefused and var code })
            {
                await figures.FailedAsync(route.Vendor, route.Model, code, ct);
            }

            throw failure;
        }
    }

    private static async Task<T> FailingAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (VendorException error)
        {
            throw VendorErrors.Asking(error);
        }
    }

    private async Task<Exception> CountedAsync(VendorFailure failure, CancellationToken ct)
    {
        await figures.FailedAsync(route.Vendor, route.Model, VendorErrors.Code(failure.Kind), ct);
        return new ProviderException(VendorErrors.Code(failure.Kind), failure.Message, VendorErrors.Passes(failure.Kind)) { RetryAfter = failure.After };
    }
}
