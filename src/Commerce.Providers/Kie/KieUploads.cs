using System.Security.Cryptography;
using System.Text;
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
        foreach (var (place, reference) in request.References.Index()) references.Add((await HostAsync(request, reference, $"reference {place}", ct))!);
        return request with { References = references } switch
        {
            ImageRequest image => image with { Mask = await HostAsync(request, image.Mask, "mask", ct) },
            VideoRequest video => video with
            {
                StartFrame = await HostAsync(request, video.StartFrame, "start", ct), EndFrame = await HostAsync(request, video.EndFrame, "end", ct),
                Footage = await HostAsync(request, video.Footage, "footage", ct), Recording = await HostAsync(request, video.Recording, "recording", ct),
            },
            SpeechRequest speech => speech with { Recording = await HostAsync(request, speech.Recording, "recording", ct) },
            var other => other,
        };
    }

    private async Task<MediaInput?> HostAsync(WorkRequest request, MediaInput? input, string place, CancellationToken ct)
    {
        if (input is not MediaInput.Held held) return input;
        // The name decides the file there, so a repeated order takes its own place and nobody else's. To hash the bytes instead took longer
        // than everything else that is done here.
        var name = held.FileName(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Key} {place}")))[..32]);
        using var form = new MultipartFormDataContent { { new ReadOnlyMemoryContent(held.Bytes) { Headers = { ContentType = new(held.MimeType) } }, "file", name }, { new StringContent(Folder), "uploadPath" }, { new StringContent(name), "fileName" } };
        var answer = await http.JsonAsync(new HttpRequestMessage(HttpMethod.Post, "/api/file-stream-upload") { Content = form }, ct);
        if (KieFailures.Inside(answer) is { } failure) throw http.Clean(failure);
        return Uri.TryCreate(answer.At("data").At("downloadUrl").Text(), UriKind.Absolute, out var address) ? new MediaInput.Hosted(address) : throw http.Clean(KieFailures.Unreadable);
    }
}
