using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Commerce.Batches.Sheets.Checking;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Batches.Sheets;

public sealed class SheetPagesTests : TwoStoresFixture
{
    [Test]
    public async Task UI02_a_sheet_leads_from_upload_through_columns_and_check_to_the_styles()
    {
        var address = await UploadAsync("Product name,Picture\nMug,https://shop.example/mug.jpg\nCup,nowhere\n=Jug,https://shop.example/jug.jpg\n");
        var columns = await Client.GetStringAsync(address);
        Assert.That(columns, Does.Contain("Which column says what?").And.Contain("Check 3 lines").And.Contain("https://shop.example/mug.jpg"));

        var started = await PostAsync(address, ("column-name", "0"), ("column-image", "1"));
        Assert.That(started.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await Client.GetStringAsync(address), Does.Contain("0 of 3 lines checked"));
        await CheckAsync(address);

        var result = await Client.GetStringAsync(address);
        Assert.That(result, Does.Contain("Go on with 1 good row").And.Contain("Picture not found").And.Contain("Formula").And.Contain("no ZIP of pictures came with the sheet"));
        Assert.That(await Client.GetStringAsync($"{address}?code=formula"), Does.Not.Contain("no ZIP of pictures came with the sheet"));

        var run = await PostAsync($"{address}?handler=Run");
        var styles = run.Headers.Location!.ToString();
        Assert.That(styles, Does.Match("^/batches/new/[0-9a-f-]{36}/styles$"));
        Assert.That((await PostAsync($"{address}?handler=Run")).Headers.Location!.ToString(), Is.EqualTo(styles), "the same draft");
        Assert.That((await Client.GetAsync(styles)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task CG04_the_errors_come_as_a_file_with_the_original_columns()
    {
        var address = await UploadAsync("Name,Picture\nMug,nowhere\n");
        await PostAsync(address, ("column-name", "0"), ("column-image", "1"));
        await CheckAsync(address);
        using var answer = await Client.GetAsync($"{address}?handler=Report&format=csv");
        Assert.Multiple(async () =>
        {
            Assert.That(answer.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("errors.csv"));
            Assert.That((await answer.Content.ReadAsStringAsync()).TrimStart('\ufeff'), Does.StartWith("Name,Picture,Row,\"Error code\",Error,Fix\r\nMug,nowhere,2,image_not_found,"));
            Assert.That((await Client.GetByteArrayAsync($"{address}?handler=Report&format=xlsx")).Take(2), Is.EqualTo("PK"u8.ToArray()));
        });
    }

    [Test]
    public async Task CG03_without_a_column_to_work_from_nothing_is_checked()
    {
        var address = await UploadAsync("A,B\nMug,nowhere\n");
        var answer = await PostAsync(address, ("column-name", "0"), ("column-image", "99"), ("column-style", "x"));
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Choose the column with the base image"));
            Assert.That(await Client.GetStringAsync(address), Does.Contain("Which column says what?"));
        });
    }

    [TestCase("", "mugs.csv", "The file is empty")]
    [TestCase("%PDF-1.7", "mugs.csv", "This is a PDF")]
    [TestCase("Name\nMug\n", "mugs.xlsx", "holds plain text")]
    [TestCase("Name\n", "mugs.csv", "no rows below them")]
    public async Task CG01_what_is_no_sheet_is_refused_in_words(string content, string name, string words)
    {
        var before = await ReadAsync(StoreA, context => context.Sheets.CountAsync());
        using var answer = await SendFileAsync("/batches/sheets", content, name);
        Assert.Multiple(async () =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(words));
            Assert.That(await ReadAsync(StoreA, context => context.Sheets.CountAsync()), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task CG01_a_corrected_file_replaces_the_sheet()
    {
        var address = await UploadAsync("Name,Picture\nMug,nowhere\n");
        await PostAsync(address, ("column-name", "0"), ("column-image", "1"));
        await CheckAsync(address);
        using var answer = await SendFileAsync($"{address}?handler=Replace", "Name,Picture\nMug,https://shop.example/mug.jpg\n", "mugs 2.csv");
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(address));
        await PostAsync(address, ("column-name", "0"), ("column-image", "1"));
        await CheckAsync(address);
        Assert.That(await Client.GetStringAsync(address), Does.Contain("mugs 2.csv").And.Contain("Every row is good"));
    }

    [Test]
    public async Task UI02_sheets_are_listed_and_the_template_is_there()
    {
        var address = await UploadAsync("Name,Picture\nMug,nowhere\n", "listed.csv");
        Assert.Multiple(async () =>
        {
            Assert.That(await Client.GetStringAsync("/batches/sheets"), Does.Contain("listed.csv").And.Contain(address));
            Assert.That((await Client.GetStringAsync("/batches/sheets?handler=Template&format=csv")).TrimStart('\ufeff'), Does.StartWith("\"Product name\",Description,Image"));
            Assert.That(await Client.GetStringAsync("/batches"), Does.Contain("/batches/sheets"));
            Assert.That(await Client.GetStringAsync("/batches/new"), Does.Contain("/batches/sheets"));
        });
    }

    [Test]
    public async Task UI02_a_check_is_followed_to_its_end()
    {
        var address = await UploadAsync("Name,Picture\nMug,nowhere\n");
        await PostAsync(address, ("column-name", "0"), ("column-image", "1"));
        await CheckAsync(address);
        Assert.That(await Client.GetStringAsync($"{address}?handler=Events"), Does.Contain("event: done"));
    }

    [Test]
    public async Task UI02_another_stores_sheet_does_not_exist_on_its_page_or_for_any_act()
    {
        var address = await UploadAsync("Name,Picture\nMug,nowhere\n");
        Assert.Multiple(async () =>
        {
            foreach (var query in (string[])["", "?handler=Report&format=csv", "?handler=Events"])
            {
                Assert.That((await Theirs.GetAsync($"{address}{query}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), query);
            }

            Assert.That((await SendAsync(Theirs, address, ("column-name", "0"), ("column-image", "1"))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await SendAsync(Theirs, $"{address}?handler=Run")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    private async Task<string> UploadAsync(string content, string name = "mugs.csv")
    {
        using var answer = await SendFileAsync("/batches/sheets", content, name);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    private Task CheckAsync(string address) => Work.RunAsync(StoreA.Id, services => services.GetRequiredService<SheetChecker>().RunAsync(Guid.Parse(address.Split('/')[^1]), CancellationToken.None));

    private async Task<HttpResponseMessage> SendFileAsync(string address, string content, string name)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(file, "sheet", name);
        return await Client.PostAsync(address, form);
    }
}
