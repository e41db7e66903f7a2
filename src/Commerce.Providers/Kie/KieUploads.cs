using System.Security.Cryptography;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kie;

/// <summary>Brings what is held here to kie's file service, whose addresses live for a day. kie takes addresses only.</summary>
internal sealed class KieUploads(VendorHttp http)
{
    private const string Folder = "inputs";

    /// <summary>The order with addresses in the place of bytes.</summary>
    public async Task<WorkRequest> HostAsync(WorkRequest request, CancellationToken ct)
    {
        var references = new List<MediaInput>();
        foreach (var reference in request.References) references.Add((await HostAsync(reference, ct))!);
        return request with { References = references } switch
        {
            ImageRequest image => image with { Mask = await HostAsync(image.Mask, ct) },
            VideoRequest video => video with
            {
                StartFrame = await HostAsync(video.StartFrame, ct), EndFrame = await HostAsync(video.EndFrame, ct),
                Footage = await HostAsync(video.Footage, ct), Recording = await HostAsync(video.Recording, ct),
            },
            SpeechRequest speech => speech with { Recording = await HostAsync(speech.Recording, ct) },
            var other => other,
        };
    }

    private async Task<MediaInput?> HostAsync(MediaInput? input, CancellationToken ct)
    {
        if (input is not MediaInput.Held held) return input;
        // The name decides the file there, so equal bytes take the place of each other and nothing else.
        var name = held.FileName(Convert.ToHexStringLower(SHA256.HashData(held.Bytes.Span))[..32]);
        using var form = new MultipartFormDataContent { { new ReadOnlyMemoryContent(held.Bytes) { Headers = { ContentType = new(held.MimeType) } }, "file", name }, { new StringContent(Folder), "uploadPath" }, { new StringContent(name), "fileName" } };
        var answer = await http.JsonAsync(new HttpRequestMessage(HttpMethod.Post, "/api/file-stream-upload") { Content = form }, ct);
        if (KieFailures.Inside(answer) is { } failure) throw http.Clean(failure);
        return Uri.TryCreate(answer.At("data").At("downloadUrl").Text(), UriKind.Absolute, out var address) ? new MediaInput.Hosted(address) : throw http.Clean(KieFailures.Unreadable);
    }
}
