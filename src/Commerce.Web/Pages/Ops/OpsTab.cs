namespace Commerce.Web.Pages.Ops;

/// <summary>The operators' pages in the order of their tabs.</summary>
public enum OpsTab
{
    Overview,
    Stuck,
    Stores,
    Models,
    Prices,
    Limits,
    Webhooks,
    Jobs,
    Speed,
}
