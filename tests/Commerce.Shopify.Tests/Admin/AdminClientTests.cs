using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;
using Commerce.Shopify.Shops;
using Commerce.Shopify.Tests.SessionTokens;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Shopify.Tests.Admin;

public sealed class AdminClientTests
{
    private const string Shop = """{"data":{"shop":{"id":"gid://shopify/Shop/1","name":"Garden","myshopifyDomain":"garden.myshopify.com","currencyCode":"EUR","ianaTimezone":"Europe/Berlin","primaryDomain":{"url":"https://garden.example"},"plan":{"publicDisplayName":"Basic","partnerDevelopment":false}}}}""";
    private const string Throttled = """{"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":{"requestedQueryCost":100,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":2000,"currentlyAvailable":0,"restoreRate":100}}}}""";
    private const string Created = """{"data":{"fileCreate":{"files":[{"id":"gid://shopify/MediaImage/1","alt":"","fileStatus":"UPLOADED","fileErrors":[]}],"userErrors":[]}}}""";

    [Test]
    public async Task Reads_a_shop_with_its_token_in_the_header_only()
    {
        using var http = new CannedHttp().Answer(Shop, 200, ("X-Shopify-API-Version", "2026-10"));
        var shop = await ReadShop(http);
        Assert.That((shop.Name, shop.Currency, shop.Plan), Is.EqualTo(("Garden", "EUR", "Basic")));
        var (url, body, token) = http.Requests.Single();
        Assert.That(url, Is.EqualTo("https://garden.myshopify.com/admin/api/2026-10/graphql.json"));
        Assert.That(token, Is.EqualTo(Studio.Access.AccessToken));
        Assert.That(url + body, Does.Not.Contain(Studio.Access.AccessToken));
    }

    [Test]
    public Task Refuses_a_token_that_opens_another_shop() =>
        AssertKind(new CannedHttp().Answer(Shop.Replace("garden.myshopify.com", "other.myshopify.com", StringComparison.Ordinal)), ShopifyErrorKind.Malformed);

    [Test]
    public async Task Waits_until_the_bucket_holds_enough_when_throttled_inside_a_200()
    {
        var time = new TestTime(TokenForge.Now);
        using var http = new CannedHttp().Answer(Throttled).Answer(Shop);
        await ReadShop(http, time);
        Assert.That(time.Now - TokenForge.Now, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)).And.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task Waits_as_long_as_a_429_asks()
    {
        var time = new TestTime(TokenForge.Now);
        using var http = new CannedHttp().Answer("", 429, ("Retry-After", "2.0")).Answer(Shop);
        await ReadShop(http, time);
        Assert.That(time.Now - TokenForge.Now, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task Hands_a_long_wait_to_the_caller()
    {
        using var http = new CannedHttp().Answer("", 429, ("Retry-After", "60"));
        var failure = (await Assert.ThrowsAsync<ShopifyException>(() => ReadShop(http)))!;
        Assert.That((failure.Kind, failure.RetryAfter), Is.EqualTo((ShopifyErrorKind.Throttled, (TimeSpan?)TimeSpan.FromSeconds(60))));
    }

    [Test]
    public async Task Gives_up_after_a_fixed_number_of_attempts()
    {
        using var http = new CannedHttp();
        for (var attempt = 0; attempt <= Backoff.Retries; attempt++) http.Answer("", 503);
        await AssertKind(http, ShopifyErrorKind.Transient);
        Assert.That(http.Left, Is.Zero);
    }

    [TestCase(401, ShopifyErrorKind.Unauthorized)]
    [TestCase(402, ShopifyErrorKind.ShopUnavailable)]
    [TestCase(403, ShopifyErrorKind.ShopUnavailable)]
    [TestCase(423, ShopifyErrorKind.ShopUnavailable)]
    [TestCase(302, ShopifyErrorKind.Refused)]
    [TestCase(400, ShopifyErrorKind.Refused)]
    public Task Types_a_status_and_does_not_ask_again(int status, ShopifyErrorKind kind) => AssertKind(new CannedHttp().Answer("", status), kind);

    [TestCase("""{"errors":[{"message":"no","extensions":{"code":"ACCESS_DENIED"}}],"data":null}""", ShopifyErrorKind.AccessDenied)]
    [TestCase("""{"errors":[{"message":"no","extensions":{"code":"SHOP_INACTIVE"}}]}""", ShopifyErrorKind.ShopUnavailable)]
    [TestCase("""{"errors":[{"message":"Field 'x' doesn't exist"}]}""", ShopifyErrorKind.Refused)]
    [TestCase("""{"errors":"Not Found"}""", ShopifyErrorKind.Refused)]
    [TestCase("""{"data":null}""", ShopifyErrorKind.Malformed)]
    [TestCase("""{"data":{"shop":null}}""", ShopifyErrorKind.Malformed)]
    [TestCase("<html>", ShopifyErrorKind.Malformed)]
    [TestCase("[]", ShopifyErrorKind.Malformed)]
    public Task Types_an_answer_that_is_not_good(string body, ShopifyErrorKind kind) => AssertKind(new CannedHttp().Answer(body), kind);

    [Test]
    public Task Does_not_use_data_that_came_beside_errors() =>
        AssertKind(new CannedHttp().Answer(Shop[..^1] + ""","errors":[{"message":"part is missing"}]}"""), ShopifyErrorKind.Refused);

    [Test]
    public async Task Never_repeats_a_file_creation_whose_answer_was_lost()
    {
        using var http = new CannedHttp().Break();
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        var failure = (await Assert.ThrowsAsync<ShopifyException>(() => Create(services)))!;
        Assert.That((failure.Kind, failure.OutcomeUnknown), Is.EqualTo((ShopifyErrorKind.Transient, true)));
        Assert.That(http.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Repeats_a_throttled_file_creation_because_it_was_not_executed()
    {
        using var http = new CannedHttp().Answer(Throttled).Answer(Created);
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        Assert.That((await Create(services)).Id, Is.EqualTo("gid://shopify/MediaImage/1"));
    }

    [Test]
    public async Task Sees_user_errors_with_their_code()
    {
        using var http = new CannedHttp().Answer("""{"data":{"fileCreate":{"files":null,"userErrors":[{"code":"FILENAME_ALREADY_EXISTS","field":["files","0"],"message":"taken"}]}}}""");
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        var failure = (await Assert.ThrowsAsync<ShopifyException>(() => Create(services)))!;
        Assert.That(failure.Kind, Is.EqualTo(ShopifyErrorKind.UserErrors));
        Assert.That(failure.Has("FILENAME_ALREADY_EXISTS"), Is.True);
        Assert.That(failure.Errors.Single().Field, Is.EqualTo("files.0"));
    }

    [Test]
    public async Task Sees_media_user_errors_too()
    {
        using var http = new CannedHttp().Answer("""{"data":{"productReorderMedia":{"job":null,"mediaUserErrors":[{"code":"MEDIA_DOES_NOT_EXIST","field":null,"message":"gone"}]}}}""");
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        var gallery = services.GetRequiredService<ProductMedia>();
        var failure = (await Assert.ThrowsAsync<ShopifyException>(() => gallery.ReorderAsync(Studio.Access, "p", [new MediaMove("m", 0)], default)))!;
        Assert.That(failure.Has("MEDIA_DOES_NOT_EXIST"), Is.True);
    }

    [Test]
    public void Shows_no_token_in_text_forms() => Assert.That(Studio.Access.ToString(), Does.Not.Contain(Studio.Access.AccessToken));

    private static Task<ShopFile> Create(IServiceProvider services) =>
        services.GetRequiredService<Files>().CreateAsync(Studio.Access, "https://storage.example/x", "alt", "pub-1.jpg", FileKind.Image, default);

    private static async Task<Shop> ReadShop(CannedHttp http, TestTime? time = null)
    {
        await using var services = Studio.With(http, time ?? new TestTime(TokenForge.Now));
        return await services.GetRequiredService<ShopReader>().ReadAsync(Studio.Access, default);
    }

    private static async Task AssertKind(CannedHttp http, ShopifyErrorKind kind) =>
        Assert.That((await Assert.ThrowsAsync<ShopifyException>(() => ReadShop(http)))!.Kind, Is.EqualTo(kind));
}
