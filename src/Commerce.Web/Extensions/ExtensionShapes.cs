namespace Commerce.Web.Extensions;

/// <summary>Asks what a choice would cost. JSON, camel case, as everything here.</summary>
/// <param name="ProductIds">Global ids or numbers of the shop's products, at most 1,000.</param>
/// <param name="Style">Key of a style on offer; the first one when null.</param>
/// <param name="Count">Results for each product, 1 to <see cref="QuoteAnswer.MostCount"/>; 1 when null.</param>
public sealed record QuoteRequest(IReadOnlyList<string>? ProductIds, string? Style, int? Count);

/// <summary>A style on offer.</summary>
/// <param name="Key">Sent back as the choice.</param>
/// <param name="Name">For people.</param>
/// <param name="Summary">What it looks like, in one sentence.</param>
/// <param name="Kind"><c>image</c> or <c>video</c>.</param>
public sealed record OfferedStyle(string Key, string Name, string Summary, string Kind);

/// <summary>A product that cannot be served.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Reason">In words.</param>
public sealed record LeftOut(string Title, string Reason);

/// <summary>What a choice would make and cost; nothing is spent by asking.</summary>
/// <param name="Styles">On offer.</param>
/// <param name="Style">The style this answer is about.</param>
/// <param name="Count">The count this answer is about.</param>
/// <param name="MostCount">Largest count.</param>
/// <param name="Products">Chosen products that are in the catalogue.</param>
/// <param name="Unknown">Chosen products that are not.</param>
/// <param name="LeftOut">Products of the catalogue that cannot be served; the first ten.</param>
/// <param name="LeftOutCount">How many those are in all.</param>
/// <param name="Results">Pictures or videos that would be made.</param>
/// <param name="Credits">The most it can cost.</param>
/// <param name="Balance">Free credits now.</param>
/// <param name="Affordable">Whether the balance covers it.</param>
/// <param name="Page">Path of the app's own page with the same products chosen.</param>
public sealed record QuoteAnswer(
    IReadOnlyList<OfferedStyle> Styles, string Style, int Count, int MostCount, int Products, int Unknown, IReadOnlyList<LeftOut> LeftOut, int LeftOutCount,
    int Results, long Credits, long Balance, bool Affordable, string Page);

/// <summary>Starts a batch. The same key again, at once or later, finds the batch it started; with another choice it is refused.</summary>
/// <param name="Key">Made once for what the person confirmed; a UUID.</param>
/// <param name="ProductIds">As in <see cref="QuoteRequest"/>.</param>
/// <param name="Style">As in <see cref="QuoteRequest"/>, required.</param>
/// <param name="Count">As in <see cref="QuoteRequest"/>, required.</param>
/// <param name="Credits">The cost the person saw; a higher one is refused.</param>
public sealed record StartRequest(Guid? Key, IReadOnlyList<string>? ProductIds, string? Style, int? Count, long? Credits);

/// <summary>The batch that was started.</summary>
/// <param name="Batch">Its id.</param>
/// <param name="Name">As the app lists it.</param>
/// <param name="Results">Rows it makes.</param>
/// <param name="Balance">Free credits left.</param>
/// <param name="Page">Path of its page in the app.</param>
public sealed record StartAnswer(Guid Batch, string Name, int Results, long Balance, string Page);

/// <summary>Why a request was refused; status 4xx.</summary>
/// <param name="Code">Stable, for the extension's own words: <c>bad_request</c>, <c>nothing_to_make</c>, <c>not_enough_credits</c>, <c>price_changed</c>, <c>other_order</c>, <c>too_many_requests</c>.</param>
/// <param name="Message">In English, for whoever has no words of its own.</param>
public sealed record Problem(string Code, string Message);

/// <summary>How one product's media stand.</summary>
/// <param name="Known">Whether the product is in the catalogue; everything else is empty when it is not.</param>
/// <param name="Waiting">Rows not begun.</param>
/// <param name="Running">Rows being made.</param>
/// <param name="Done">Rows delivered.</param>
/// <param name="Failed">Rows that ended without a result.</param>
/// <param name="ToReview">Results nobody has decided on.</param>
/// <param name="Published">Results that are in the product's gallery.</param>
/// <param name="LastBatch">The newest batch with this product; null before the first.</param>
/// <param name="ReviewPage">Path of the review of this product's results.</param>
/// <param name="MakePage">Path of the app's page with this product chosen.</param>
public sealed record ProductAnswer(
    bool Known, int Waiting, int Running, int Done, int Failed, int ToReview, int Published, LastBatch? LastBatch, string? ReviewPage, string MakePage);

/// <summary>The newest batch with a product.</summary>
/// <param name="Name">As its owner called it.</param>
/// <param name="State"><c>running</c>, <c>cancelling</c>, <c>done</c>, <c>partial</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="CreatedAt">When it was started, UTC.</param>
/// <param name="Page">Path of its page in the app.</param>
public sealed record LastBatch(string Name, string State, DateTimeOffset CreatedAt, string Page);
