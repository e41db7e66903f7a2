using System.Globalization;
using Commerce.Providers.Catalogue;
using Commerce.Routing;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>What an operator writes about a model; empty fields leave the shipped facts.</summary>
public sealed class ModelForm
{
    public bool Offered { get; set; }

    public string? Usd { get; set; }

    public string? Quality { get; set; }

    public string? Speed { get; set; }

    public string? UntilDay { get; set; }

    public string? Successor { get; set; }

    /// <summary>What holds now.</summary>
    public static ModelForm Of(ModelOverride? better) => new()
    {
        Offered = better?.Offered ?? true,
        Usd = better?.Usd?.ToString("0.######", CultureInfo.InvariantCulture),
        Quality = better?.Quality?.ToString(CultureInfo.InvariantCulture),
        Speed = better?.Speed?.ToString(CultureInfo.InvariantCulture),
        UntilDay = better?.UntilDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Successor = better?.Successor,
    };

    /// <summary>Reads it; what is wrong is said beside its field.</summary>
    public ModelOverride Read(ModelEntry model, ModelStateDictionary state, IStringLocalizer<Words> text, Figures figures)
    {
        var usd = decimal.TryParse(Usd?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) ? decimal.Round(price, 6) : (decimal?)null;
        Check(nameof(Usd), Usd, usd is > 0 and <= ModelChanges.HighestUsd, text["An amount above 0 and at most {0}, such as 0.04.", figures.Dollars(ModelChanges.HighestUsd)]);
        var (quality, speed) = (Grade(Quality), Grade(Speed));
        Check(nameof(Quality), Quality, quality is not null, text["A grade from 1 to 5."]);
        Check(nameof(Speed), Speed, speed is not null, text["A grade from 1 to 5."]);
        var until = DateOnly.TryParseExact(UntilDay?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        Check(nameof(UntilDay), UntilDay, until is not null, text["A day, such as 2027-01-31."]);
        var successor = string.IsNullOrWhiteSpace(Successor) ? null : Successor.Trim();
        Check(nameof(Successor), Successor, successor is null || ModelChanges.MaySucceed(model, successor), text["Another model of the catalogue that makes the same: its id with this vendor, or vendor:id."]);
        return new ModelOverride { Vendor = model.Vendor, Model = model.Id, Offered = Offered, Usd = usd, Quality = quality, Speed = speed, UntilDay = until, Successor = successor, ChangedBy = "" };

        void Check(string field, string? written, bool good, string words)
        {
            if (!good && !string.IsNullOrWhiteSpace(written))
            {
                state.AddModelError(field, words);
            }
        }
    }

    private static int? Grade(string? written) => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var grade) && grade is >= 1 and <= 5 ? grade : null;
}
