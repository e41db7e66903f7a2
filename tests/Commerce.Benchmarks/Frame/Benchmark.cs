namespace Commerce.Benchmarks.Frame;

/// <summary>Measures one thing. A class of its own per thing is all a bench needs: it is found by the bench's name.</summary>
public abstract class Benchmark
{
    /// <summary>The name given to <c>./studio bench</c>; several classes may share it.</summary>
    public abstract string Bench { get; }

    /// <summary>Runs in at most about a minute and tells what it found, one figure after the other.</summary>
    public abstract IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, CancellationToken ct);

    /// <summary>Every benchmark there is, in the order of their class names.</summary>
    public static IReadOnlyList<Benchmark> All() =>
    [
        .. typeof(Benchmark).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Benchmark)) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal).Select(type => (Benchmark)Activator.CreateInstance(type)!),
    ];
}
