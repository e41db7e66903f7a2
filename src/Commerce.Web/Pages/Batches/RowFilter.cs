using Commerce.Generations;

namespace Commerce.Web.Pages.Batches;

/// <summary>Which rows of a batch a list shows.</summary>
public enum RowFilter
{
    All,
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

public static class RowFilters
{
    /// <summary>The filter an address names; all rows when it names none.</summary>
    public static RowFilter Find(string? name) => Enum.TryParse<RowFilter>(name, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : RowFilter.All;

    /// <summary>The address of a batch's rows in these states, from the first or behind a row.</summary>
    public static string Href(this RowFilter filter, Guid batchId, int? after = null) =>
        $"/batches/{batchId}?tab=rows{(filter is RowFilter.All ? "" : $"&show={filter.ToString().ToLowerInvariant()}")}{(after is null ? "" : $"&after={after}")}";

    /// <summary>The states a filter stands for; none for all of them.</summary>
    public static IReadOnlyList<GenerationState> States(this RowFilter filter) => filter switch
    {
        RowFilter.Waiting => [GenerationState.Queued],
        RowFilter.Running => [GenerationState.Submitting, GenerationState.Waiting, GenerationState.Fetching, GenerationState.Checking, GenerationState.Uncertain],
        RowFilter.Done => [GenerationState.Done],
        RowFilter.Failed => [GenerationState.Failed, GenerationState.Expired],
        RowFilter.Cancelled => [GenerationState.Cancelled],
        _ => [],
    };
}
