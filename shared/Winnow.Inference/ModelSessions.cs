using Microsoft.Extensions.Options;
using Winnow.Core.Models;

namespace Winnow.Inference;

/// <summary>The models that are loaded in this process, each once; the least recently used ones go when there are too many.</summary>
public sealed class ModelSessions(IModelStore store, ITuningStore tunings, IOptions<InferenceOptions> options, TimeProvider time) : IDisposable
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
                entry.Session ??= await LoadAsync(model, cancellationToken);
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

    /// <summary>Loads a model anew when it is rented next: it was measured.</summary>
    public void Reload(RegisteredModel model)
    {
        lock (_lock)
        {
            if (!_entries.Remove(model.Hash, out var entry)) return;
            entry.IsGone = true;
            if (entry.Users == 0) entry.Dispose();
        }
    }

    private async Task<ModelSession> LoadAsync(RegisteredModel model, CancellationToken cancellationToken)
    {
        var files = await store.FetchAsync(model, cancellationToken);
        var known = await tunings.FindAsync(model.Hash, ModelTuner.Machine, cancellationToken);
        if (known.Count == 0 && options.Value.TuneOnLoad)
        {
            var tuning = await ModelTuner.TuneAsync(files, options.Value, ModelTuner.DefaultTrial, time, cancellationToken);
            await tunings.SaveAsync(model.Hash, tuning, cancellationToken);
            known = [tuning];
        }

        return ModelSession.Load(files, options.Value, known.ToDictionary(tuning => tuning.Provider, tuning => tuning.Batch));
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
            if (entry.IsGone && entry.Users == 0) entry.Dispose();
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

        /// <summary>Whether it is no longer among the entries.</summary>
        public bool IsGone { get; set; }

        public long LastUse { get; set; }

        public void Dispose()
        {
            Session?.Dispose();
            Loading.Dispose();
        }
    }
}
