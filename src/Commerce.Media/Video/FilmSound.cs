using Commerce.Media.Speech;
using Commerce.Media.Video.Sound;

namespace Commerce.Media.Video;

/// <summary>A film's whole sound: the voice where its sentences begin, music under it, at the loudness players expect.</summary>
internal static class FilmSound
{
    internal static Track Mix(Film film, Narration? narration, long seed)
    {
        var track = new Track(film.Frames);
        var spoken = film.VoiceStarts.Select((start, line) => (Start: start, End: start + narration!.Lines[line].Voice.Seconds)).ToList();
        MusicBed.Lay(track, film.Mood, seed, spoken);
        for (var line = 0; line < spoken.Count; line++)
        {
            track.Add(narration!.Lines[line].Voice.Samples, spoken[line].Start, 0.9f);
        }
        Loudness.Settle(track);
        return track;
    }
}
