namespace Commerce.Web.Vitals;

/// <summary>What a browser measured of one document so far.</summary>
/// <param name="Id">The document's own id, the same in every report of it.</param>
/// <param name="Route">The template of the page it began on.</param>
/// <param name="Lcp">Milliseconds.</param>
/// <param name="Cls">A score without unit.</param>
/// <param name="Inp">Milliseconds.</param>
internal sealed record MeasuredDocument(Guid Id, string Route, double? Lcp, double? Cls, double? Inp)
{
    // Ten minutes and a hundred windows of shift: what lies beyond was not measured but made up.
    private const double LongestWait = 600_000;
    private const double LargestShift = 100;

    public bool Plausible => Id != Guid.Empty && (Lcp ?? Cls ?? Inp) is not null && Within(Lcp, LongestWait) && Within(Cls, LargestShift) && Within(Inp, LongestWait);

    private static bool Within(double? value, double most) => value is null || (value >= 0 && value <= most);
}
