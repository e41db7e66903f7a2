using System.Net;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Workbench.Demo;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Tenancy;

/// <summary>Every address of the app and who may see it. An address that is not in the table fails the suite.</summary>
[Category("Database")]
public sealed class RoutesTests : StudioFixture
{
    private enum Who
    {
        /// <summary>Whoever asks.</summary>
        Everybody,

        /// <summary>Whoever holds an address that was signed here.</summary>
        Holder,

        /// <summary>Shopify or an AI vendor, which signs what it sends with a secret that both know.</summary>
        Signer,

        /// <summary>Staff of the store, by session token, for their own store.</summary>
        Store,

        /// <summary>Staff of an operator's shop; nobody else learns that it exists.</summary>
        Operator,

        /// <summary>Nobody: drawn only in place of an answer that failed.</summary>
        Nobody,
    }

    private static readonly Dictionary<string, Who> Table = new()
    {
        ["/"] = Who.Store,
        ["/Batches"] = Who.Store,
        ["/batches/new/{draftId:guid?}"] = Who.Store,
        ["/batches/new/{draftId:guid}/styles"] = Who.Store,
        ["/batches/new/{draftId:guid}/previews/{style}"] = Who.Store,
        ["/batches/new/{draftId:guid}/review"] = Who.Store,
        ["/Batches/Recurring"] = Who.Store,
        ["/Batches/Recurring/New"] = Who.Store,
        ["/batches/recurring/{id:guid}"] = Who.Store,
        ["/batches/recurring/{id:guid}/change"] = Who.Store,
        ["/batches/sheets"] = Who.Store,
        ["/batches/sheets/{id:guid}"] = Who.Store,
        ["/batches/{id:guid}"] = Who.Store,
        ["/batches/{id:guid}/events"] = Who.Store,
        ["/bounce"] = Who.Everybody,
        ["/Brand"] = Who.Store,
        ["/Brand/Edit"] = Who.Store,
        ["/brand/readings/{id:guid}/events"] = Who.Store,
        ["/brand/versions"] = Who.Store,
        ["/brand/versions/{version:int}"] = Who.Store,
        ["/callbacks/{vendor}/{token}"] = Who.Signer,
        ["/Catalogue"] = Who.Store,
        ["/catalogue/{id:guid}"] = Who.Store,
        ["/Credits"] = Who.Store,
        ["/downloads/{store}/{source}/{file}"] = Who.Holder,
        ["/error"] = Who.Nobody,
        ["/extensions/batches"] = Who.Store,
        ["/extensions/flow/generate-media"] = Who.Signer,
        ["/extensions/product"] = Who.Store,
        ["/extensions/quote"] = Who.Store,
        ["/health/live"] = Who.Everybody,
        ["/health/ready"] = Who.Everybody,
        ["/library/{id:guid}"] = Who.Store,
        ["/media/{**key}"] = Who.Holder,
        ["/Ops"] = Who.Operator,
        ["/ops/components"] = Who.Store,
        ["/Ops/Jobs"] = Who.Operator,
        ["/Ops/Limits"] = Who.Operator,
        ["/Ops/Model"] = Who.Operator,
        ["/Ops/Models"] = Who.Operator,
        ["/Ops/Prices"] = Who.Operator,
        ["/Ops/Stores"] = Who.Operator,
        ["/Ops/Stuck"] = Who.Operator,
        ["/Ops/Vitals"] = Who.Operator,
        ["/Ops/Webhooks"] = Who.Operator,
        ["/Plan"] = Who.Store,
        ["/publications"] = Who.Store,
        ["/publications/{id:guid}/events"] = Who.Store,
        ["/publications/{runId:guid}"] = Who.Store,
        ["/publications/{runId:guid}/revert"] = Who.Store,
        ["/publish"] = Who.Store,
        ["/Recipes"] = Who.Store,
        ["/recipes/{id:guid}"] = Who.Store,
        ["/Review"] = Who.Store,
        ["/Settings/Providers"] = Who.Store,
        ["/vitals"] = Who.Store,
        ["/webhooks"] = Who.Signer,
    };

    protected override Dictionary<string, string> Settings => new() { ["Operators:Shops:0"] = "kiln-house.myshopify.com" };

    [Test]
    public void Item02_the_table_names_every_address_of_the_app_and_no_other() =>
        Assert.That(Endpoints().Select(one => one.Template).Distinct(), Is.EquivalentTo(Table.Keys));

    [Test]
    public async Task Item02_strangers_reach_nothing_that_is_a_stores()
    {
        using var stranger = Stranger();
        foreach (var (method, template) in Endpoints())
        {
            using var fetch = await AskAsync(stranger, method, Fill(template), "empty");
            using var document = await AskAsync(stranger, method, Fill(template), "iframe");
            var (asked, framed) = (fetch.StatusCode, document.StatusCode);
            var expected = Table[template] switch
            {
                Who.Everybody => (asked < HttpStatusCode.Unauthorized, framed < HttpStatusCode.Unauthorized),
                Who.Signer => (asked is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, framed is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError),
                Who.Holder or Who.Nobody => (asked is HttpStatusCode.NotFound, framed is HttpStatusCode.NotFound),
                _ => (asked is HttpStatusCode.Unauthorized && fetch.Headers.Contains("X-Shopify-Retry-Invalid-Session-Request"), framed == (method == HttpMethod.Get ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized)),
            };
            Assert.That(expected, Is.EqualTo((true, true)), $"{method} {template}: {asked} and {framed}");
        }
    }

    [Test]
    public async Task Item02_a_store_that_names_another_shop_is_refused_at_every_address_of_a_store()
    {
        using var client = ClientOf(StoreA);
        using var browser = Stranger();
        foreach (var (method, template) in Endpoints().Where(one => Table[one.Template] is Who.Store or Who.Operator))
        {
            using var answer = await AskAsync(client, method, $"{Fill(template)}?shop={StoreB.Shop}", "empty");
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), $"{method} {template}");
            using var document = await AskAsync(browser, method, $"{Fill(template)}?shop={StoreB.Shop}&id_token={SessionTokens.Sign(StoreA.Shop, StudioHost.ApiKey, StudioHost.ApiSecret, Clock)}", "iframe");
            Assert.That(document.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), $"{method} {template} as a document");
        }
    }

    [Test]
    public async Task Item02_what_is_for_operators_does_not_exist_for_a_store()
    {
        using var store = ClientOf(StoreA);
        using var operators = ClientOf(StoreB);
        foreach (var (method, template) in Endpoints().Where(one => Table[one.Template] is Who.Operator))
        {
            using var closed = await AskAsync(store, method, Fill(template), "empty");
            using var open = await AskAsync(operators, method, Fill(template), "empty");
            Assert.That(closed.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), $"{method} {template}");
            Assert.That(open.StatusCode, Is.LessThan(HttpStatusCode.InternalServerError).And.Not.EqualTo(HttpStatusCode.NotFound), $"{method} {template}");
        }
    }

    [Test]
    public void Item02_what_is_a_stores_asks_for_its_token_by_policy()
    {
        var open = Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsOurs)
            .Where(one => Table[TemplateOf(one)] is Who.Store or Who.Operator)
            .Where(one => one.Metadata.GetMetadata<IAllowAnonymous>() is not null || one.Metadata.GetOrderedMetadata<IAuthorizeData>().Count == 0)
            .Select(TemplateOf);
        Assert.That(open, Is.Empty);
    }

    private IEnumerable<(HttpMethod Method, string Template)> Endpoints() =>
        from endpoint in Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where IsOurs(endpoint)
        let template = TemplateOf(endpoint)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
        select (new HttpMethod(method), template);

    // Scripts, styles and pictures of our own; the second is how they are found during development.
    private static bool IsOurs(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText != "{**path:file}";

    // A folder's page answers at the folder and at its own name.
    private static string TemplateOf(RouteEndpoint endpoint)
    {
        var template = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        return template == "/Index" ? "/" : template.EndsWith("/Index", StringComparison.Ordinal) ? template[..^"/Index".Length] : template;
    }

    private static string Fill(string template) => System.Text.RegularExpressions.Regex.Replace(
        template, @"\{[^}]*\}", match => match.Value.Contains(":int", StringComparison.Ordinal) ? "1" : match.Value.Contains(":guid", StringComparison.Ordinal) ? "01a1fd55-7a80-7542-9699-12d2d66888d9" : "x");

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, HttpMethod method, string address, string destination)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Sec-Fetch-Dest", destination);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
