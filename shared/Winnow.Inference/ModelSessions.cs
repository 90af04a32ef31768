using Microsoft.Extensions.Options;
using Winnow.Core.Models;

namespace Winnow.Inference;

/// <summary>The models that are loaded in this process, each once; the least recently used ones go when there are too many.</summary>
public sealed class ModelSessions(IModelStore store, IOptions<InferenceOptions> options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private long _clock;

    /// <summary>Takes a model into use; it stays loaded at least until the lease is disposed.</summary>
    /// <exception cref="Core.Errors.WinnowException">The model cannot be fetched or loaded.</exception>
    public async Task<Lease> RentAsync(RegisteredModel model, CancellationToken cancellationToken)
    {
        var entry = Take(model.Hash);
        try
        {
            await entry.Loading.WaitAsync(cancellationToken);
            try
            {
                entry.Session ??= ModelSession.Load(await store.FetchAsync(model, cancellationToken), options.Value);
            }
            finally
            {
                entry.Loading.Release();
            }

            return new(entry.Session, () => Return(entry));
        }
        catch
        {
            Return(entry);
            throw;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var entry in _entries.Values) entry.Dispose();
            _entries.Clear();
        }
    }

    private Entry Take(string key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry)) _entries.Add(key, entry = new());
            entry.Users++;
            entry.LastUse = ++_clock;
            return entry;
        }
    }

    private void Return(Entry entry)
    {
        lock (_lock)
        {
            entry.Users--;
            var idle = _entries.Where(pair => pair.Value.Users == 0).OrderBy(pair => pair.Value.LastUse).ToList();
            foreach (var (key, old) in idle.Take(Math.Max(0, _entries.Count - options.Value.MaxLoadedModels)))
            {
                _entries.Remove(key);
                old.Dispose();
            }
        }
    }

    /// <summary>A loaded model in use.</summary>
    public sealed class Lease : IDisposable
    {
        private Action? _release;

        internal Lease(ModelSession session, Action release) => (Session, _release) = (session, release);

        public ModelSession Session { get; }

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }

    private sealed class Entry : IDisposable
    {
        public SemaphoreSlim Loading { get; } = new(1);

        public ModelSession? Session { get; set; }

        public int Users { get; set; }

        public long LastUse { get; set; }

        public void Dispose()
        {
            Session?.Dispose();
            Loading.Dispose();
        }
    }
}
