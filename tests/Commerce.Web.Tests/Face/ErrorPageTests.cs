using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Commerce.Web.Tests.Face;

public sealed class ErrorPageTests : IDisposable
{
    private FaceHost host = null!;
    private readonly HttpClient client = new();

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        host = await FaceHost.StartAsync(app =>
        {
            app.MapGet("/breaks", string () => throw new InvalidOperationException("kiln on fire"));
            app.MapGet("/closed", () => Results.StatusCode(StatusCodes.Status401Unauthorized));
        }, "Production");
        client.BaseAddress = new Uri(host.Address);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await host.DisposeAsync();

    public void Dispose() => client.Dispose();

    [TestCase("/nowhere", HttpStatusCode.NotFound, "This page does not exist")]
    [TestCase("/closed", HttpStatusCode.Unauthorized, "Sign in again")]
    [TestCase("/breaks", HttpStatusCode.InternalServerError, "Something failed on our side")]
    public async Task Says_in_words_what_went_wrong(string path, HttpStatusCode status, string words)
    {
        var response = await client.GetAsync(path);
        var page = await response.Content.ReadAsStringAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.StatusCode, Is.EqualTo(status));
            Assert.That(page, Does.Contain(words).And.Contain("<main"));
            Assert.That(page, Does.Not.Contain("kiln on fire"));
        }
    }

    [Test]
    public async Task A_frame_gets_its_error_inside_the_frame()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Add("Turbo-Frame", "facts");
        var page = await (await client.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("<turbo-frame id=\"facts\">").And.Contain("This page does not exist").And.Not.Contain("<main"));
    }

    [Test]
    public async Task The_components_page_exists_in_development_only()
    {
        var response = await client.GetAsync("/ops/components");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
