namespace Commerce.Shopify.Admin;

/// <summary>A good answer of the Admin API.</summary>
/// <param name="Data">The <c>data</c> member, read into the caller's record.</param>
/// <param name="Cost">What it cost; null where Shopify did not say.</param>
/// <param name="ApiVersion">The version that really answered (<c>X-Shopify-API-Version</c>); differs from ours once ours is retired.</param>
/// <param name="RequestId">Shopify's <c>X-Request-Id</c>.</param>
public sealed record AdminAnswer<T>(T Data, QueryCost? Cost, string? ApiVersion, string? RequestId);

/// <summary>Points of one call. Source: shopify.dev, API limits.</summary>
/// <param name="Requested">Points reserved before the call.</param>
/// <param name="Actual">Points really charged; null when throttled.</param>
/// <param name="Throttle">The shop's bucket after the call.</param>
public sealed record QueryCost(double Requested, double? Actual, ThrottleStatus? Throttle);

/// <summary>The bucket of points one app has in one shop.</summary>
/// <param name="Maximum">Its size, in points.</param>
/// <param name="Available">Points left.</param>
/// <param name="RestoreRate">Points given back per second.</param>
public sealed record ThrottleStatus(double Maximum, double Available, double RestoreRate);
