using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.Publishing;

/// <summary>Uploads bytes to Shopify's staging storage. Throws <see cref="ShopifyException"/>. Source: shopify.dev, stagedUploadsCreate.</summary>
public sealed class StagedUploads(HttpClient http, AdminClient admin, IOptions<ShopifyOptions> options)
{
    // Targets are free and expire by themselves, so asking twice leaves nothing behind.
    private static readonly AdminDocument Create = AdminDocument.RepeatableChange("StagedUploadsCreate");

    /// <summary>Asks for a place to upload one file.</summary>
    /// <param name="access">The shop and its token; needs <c>write_files</c>.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="filename">With extension; letters, digits, dot, hyphen and underscore.</param>
    /// <param name="mimeType">Such as <c>image/jpeg</c> or <c>video/mp4</c>.</param>
    /// <param name="length">Exact size in bytes; the storage refuses any other.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<StagedTarget> CreateAsync(ShopAccess access, FileKind kind, string filename, string mimeType, long length, CancellationToken ct)
    {
        Filename.Demand(filename);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var input = new
        {
            resource = Wire.Write(kind),
            filename,
            mimeType,
            httpMethod = "POST",
            fileSize = length.ToString(CultureInfo.InvariantCulture),
        };
        var answer = await admin.SendAsync<Data>(access, Create, new { input = new[] { input } }, ct);
        var target = answer.Data.StagedUploadsCreate?.StagedTargets?.SingleOrDefault();
        if (target?.Url is null || target.ResourceUrl is null) throw new ShopifyException(ShopifyErrorKind.Malformed, "Shopify gave no upload target.") { RequestId = answer.RequestId };
        return new StagedTarget(target.Url, target.ResourceUrl, target.Parameters);
    }

    /// <summary>
    /// Uploads the bytes once; no retry inside, because a stream may not be readable twice. Repeating with the same target
    /// or a new one is safe: nothing appears in the shop before <see cref="Files.CreateAsync"/>.
    /// </summary>
    /// <param name="target">From <see cref="CreateAsync"/>.</param>
    /// <param name="content">The bytes, from the current position; left open.</param>
    /// <param name="length">The size given to <see cref="CreateAsync"/>.</param>
    /// <param name="filename">As given there.</param>
    /// <param name="mimeType">As given there.</param>
    /// <param name="ct">Ends the upload.</param>
    public async Task UploadAsync(StagedTarget target, Stream content, long length, string filename, string mimeType, CancellationToken ct)
    {
        Filename.Demand(filename);
        var address = SafeAddress.Demand(target.Url, options.Value, "The upload target");
        using var activity = ShopifyTelemetry.Source.StartActivity("shopify.upload");
        activity?.SetTag("shopify.bytes", length);
        var boundary = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        using var form = new MultipartFormDataContent(boundary);
        // Storage services read the boundary without quotes more reliably than with them.
        form.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value = boundary;
        foreach (var parameter in target.Parameters) form.Add(new StringContent(parameter.Value) { Headers = { ContentType = null } }, $"\"{parameter.Name}\"");
        // The signed policy covers the fields before the file; anything after it is ignored.
        using var file = new StreamContent(new Borrowed(content));
        file.Headers.ContentType = new MediaTypeHeaderValue(mimeType);
        file.Headers.ContentLength = length;
        // Written out, because the three-argument Add also writes filename*, which strict form readers refuse.
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = $"\"{filename}\"" };
        form.Add(file);
        await PostAsync(address, form, ct);
    }

    private async Task PostAsync(Uri address, MultipartFormDataContent form, CancellationToken ct)
    {
        try
        {
            using var response = await http.PostAsync(address, form, ct);
            var status = (int)response.StatusCode;
            if (status is >= 200 and < 300) return;
            var kind = status is 408 or 429 or >= 500 ? ShopifyErrorKind.Transient : ShopifyErrorKind.Refused;
            throw new ShopifyException(kind, $"The upload storage answered {status}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, "The upload did not finish.", inner: exception);
        }
    }

    private sealed record Data(Payload? StagedUploadsCreate);

    private sealed record Payload(IReadOnlyList<Target>? StagedTargets);

    private sealed record Target(string? Url, string? ResourceUrl, IReadOnlyList<StagedParameter> Parameters);
}
