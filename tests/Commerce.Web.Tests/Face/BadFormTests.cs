using System.Net;
using Commerce.Web.Tests.Infrastructure;

namespace Commerce.Web.Tests.Face;

/// <summary>Forms that no browser sends are refused in words, and are no failure of ours.</summary>
public sealed class BadFormTests : StudioFixture
{
    [TestCase("/batches/new")]
    [TestCase("/batches/new?handler=Save")]
    [TestCase("/brand/edit")]
    [TestCase("/publish")]
    public async Task A_form_with_a_NUL_is_a_bad_request(string path)
    {
        using var client = ClientOf(StoreA);
        using var body = new StringContent("Version=1&productIds=a%00b", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await client.PostAsync(path, body);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("We could not read this request"));
    }

    [TestCase("/error")]
    [TestCase("/error/nonsense")]
    public async Task The_error_page_itself_is_no_page(string path)
    {
        using var client = ClientOf(StoreA);
        Assert.That((await client.GetAsync(path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
