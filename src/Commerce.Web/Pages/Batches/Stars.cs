using System.Globalization;

namespace Commerce.Web.Pages.Batches;

/// <summary>Ratings as a person reads them.</summary>
public static class Stars
{
    /// <summary>An average with one decimal, in the language of the request.</summary>
    public static string Words(double stars) => stars.ToString("0.0", CultureInfo.CurrentCulture);
}
