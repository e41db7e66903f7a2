namespace Commerce.Batches.Results;

/// <summary>Which of a batch's results are meant.</summary>
public enum ResultFilter
{
    All,
    Approved,
}
