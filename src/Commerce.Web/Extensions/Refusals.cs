using Commerce.Batches;

namespace Commerce.Web.Extensions;

/// <summary>How a request of an extension is refused: a code for its own words, and ours.</summary>
internal static class Refusals
{
    public static IResult BadRequest => Refuse(StatusCodes.Status400BadRequest, "bad_request", $"Choose at least one product, one style on offer and a count from 1 to {RecipeLimits.Copies}. Nothing was charged.");

    public static IResult PriceChanged(long seen, long now) =>
        Refuse(StatusCodes.Status409Conflict, "price_changed", $"The cost changed from {seen} to {now} credits. Check it and start again. Nothing was charged.");

    public static IResult OtherOrder(string message) => Refuse(StatusCodes.Status409Conflict, "other_order", message);

    public static IResult Unprocessable(string code, string message) => Refuse(StatusCodes.Status422UnprocessableEntity, code, message);

    private static IResult Refuse(int status, string code, string message) => Results.Json(new Problem(code, message), statusCode: status);
}
