using System.Net;
using Commerce.Web.Embedded;

namespace Commerce.Web.Tests.Embedded;

/// <summary>Checklist item 04.</summary>
public sealed class ReloadTargetTests
{
    [TestCase("/", "https://studio.example.com/")]
    [TestCase("/batches/1?tag=a%26b", "https://studio.example.com/batches/1?tag=a%26b")]
    [TestCase("https://studio.example.com/brand", "https://studio.example.com/brand")]
    [TestCase("/%2F%2Fevil.example", "https://studio.example.com/%2F%2Fevil.example")]
    [TestCase("/.//evil.example", "https://studio.example.com//evil.example")]
    [TestCase("/@evil.example", "https://studio.example.com/@evil.example")]
    public void Item04_leads_to_our_own_pages(string wanted, string target)
    {
        Assert.That(ReloadTarget.TryParse(wanted, EmbeddedApp.Origin, out var found), Is.True);
        Assert.That(found, Is.EqualTo(target));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("brand")]
    [TestCase("//evil.example")]
    [TestCase("///evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("\\\\evil.example")]
    [TestCase("/\t/evil.example")]
    [TestCase("/\n/evil.example")]
    [TestCase("\t//evil.example")]
    [TestCase(" /brand")]
    [TestCase("https:evil.example")]
    [TestCase("https:/evil.example")]
    [TestCase("https://evil.example/")]
    [TestCase("https://studio.example.com")]
    [TestCase("https://studio.example.com.evil.example/")]
    [TestCase("https://studio.example.com@evil.example/")]
    [TestCase("https://studio.example.com:444/")]
    [TestCase("https://user@studio.example.com/")]
    [TestCase("http://studio.example.com/")]
    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("/bounce")]
    [TestCase("/x/../bounce?shopify-reload=/")]
    public void Item04_leads_nowhere_else(string? wanted) => Assert.That(ReloadTarget.TryParse(wanted, EmbeddedApp.Origin, out _), Is.False);

    [TestCase("//evil.example")]
    [TestCase("/%5Cevil.example")]
    [TestCase("https%3A%2F%2Fevil.example")]
    [TestCase("%09//evil.example")]
    [TestCase("/&shopify-reload=//evil.example")]
    public async Task Item04_the_bounce_shows_no_script_for_an_evil_target(string wanted)
    {
        await using var app = await EmbeddedApp.StartAsync();
        var answer = await app.OpenAsync("/bounce?shop=garden.myshopify.com&shopify-reload=" + wanted);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("<script"));
    }
}
