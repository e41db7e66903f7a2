namespace Commerce.Alerts;

/// <summary>What can be wrong. Each has its words on the operators' pages.</summary>
public static class AlertCodes
{
    /// <summary>A store's balance, holds and entries do not tell the same story.</summary>
    public const string LedgerUnbalanced = "ledger_unbalanced";

    /// <summary>A provider does not answer, so that nothing is asked of it for now.</summary>
    public const string ProviderSilent = "provider_silent";

    /// <summary>A provider does not take the installation's key.</summary>
    public const string KeyRefused = "key_refused";

    /// <summary>A model that recipes in use name is no longer in its vendor's own list.</summary>
    public const string ModelUnlisted = "model_unlisted";

    /// <summary>A model that recipes in use name is shut down soon.</summary>
    public const string ModelEnding = "model_ending";

    /// <summary>A store's recurring run could not be started for a reason nobody foresaw, and was paused.</summary>
    public const string RecurringUnstartable = "recurring_unstartable";
}
