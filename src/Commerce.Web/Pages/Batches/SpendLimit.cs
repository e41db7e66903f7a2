using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>The most credits an owner lets a batch spend, as the field and the address write it.</summary>
public static class SpendLimit
{
    private const long Highest = 10_000_000;

    /// <summary>The limit, or null for none, or what is wrong with it in words.</summary>
    public static (long? Most, string? Problem) Read(string? value, IStringLocalizer<Words> text)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return (null, null);
        }

        return long.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= Highest
            ? (most, null)
            : (null, text["Write a number of credits from 1 on, or leave it empty."]);
    }
}
